import AccessModel
import Diagnostics

/// A SARIF log of one run: rules, and what was found by them.
///
/// Source: OASIS, SARIF 2.1.0 plus Errata 01.
struct SARIFLog {
  /// Of the program.
  let version: String
  /// Tells this run from others over the same commit; nil for a run of its kind alone.
  var automationID: String?

  /// What can be found.
  struct Rule: Hashable {
    let id: String
    let summary: String
    let explanation: String
    /// What a person may do about it; the explanation where there is nothing more to say.
    let help: String
  }

  /// Something found.
  struct Result {
    let rule: Rule
    let level: Diagnostic.Severity
    let message: String
    let help: [String]
    let place: Place?
    /// The address of the resource that it is about.
    var address: String?
    /// What makes it the same finding in another run; nil where that is its address or its words.
    var identity: String?
  }

  /// Lines of a file, by its path from the root of the repository.
  struct Place {
    let path: String
    let region: [JSONTree.Member]

    /// A whole line.
    init(path: String, line: Int) {
      self.path = path
      region = [.init("startLine", .integer(Int64(line)))]
    }

    init(path: String, _ place: SourcePlaces.Place) {
      self.path = path
      region = [
        .init("startLine", .integer(Int64(place.start.line))),
        .init("startColumn", .integer(Int64(place.start.column))),
        .init("endLine", .integer(Int64(place.end.line))),
        .init("endColumn", .integer(Int64(place.end.column))),
      ]
    }
  }

  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  func bytes(_ results: [Result]) -> [UInt8] {
    let rules = Set(results.map(\.rule)).sorted { Text($0.id) < Text($1.id) }
    var places: [Rule: Int] = [:]
    for (index, rule) in rules.enumerated() { places[rule] = index }
    let driver = JSONTree.object([
      .init("name", .string("mandate")),
      .init("version", .string(version)),
      .init("rules", .array(rules.map(Self.tree))),
    ])
    var run: [JSONTree.Member] = [.init("tool", .object([.init("driver", driver)]))]
    if let automationID {
      run.append(.init("automationDetails", .object([.init("id", .string(automationID))])))
    }
    run.append(.init("columnKind", .string("unicodeCodePoints")))
    run.append(.init("results", .array(results.map { Self.tree($0, places[$0.rule] ?? 0) })))
    return JSONTree.object([
      .init("$schema", .string(Self.schema)),
      .init("version", .string("2.1.0")),
      .init("runs", .array([.object(run)])),
    ]).prettyBytes
  }

  private static func tree(_ rule: Rule) -> JSONTree {
    .object([
      .init("id", .string(rule.id)),
      .init("shortDescription", message(rule.summary)),
      .init("fullDescription", message(rule.explanation)),
      .init("help", message(rule.help)),
    ])
  }

  private static func tree(_ result: Result, _ ruleIndex: Int) -> JSONTree {
    var text = result.message
    if !result.help.isEmpty { text += "\nhelp: " + result.help.joined(separator: "\n") }
    let location = location(of: result)
    return .object([
      .init("ruleId", .string(result.rule.id)),
      .init("ruleIndex", .integer(Int64(ruleIndex))),
      .init("level", .string(result.level.rawValue)),
      .init("message", message(text)),
      .init("locations", .array(location.isEmpty ? [] : [.object(location)])),
      .init(
        "partialFingerprints",
        .object([.init("mandate/v1", .string(fingerprint(of: result)))])),
    ])
  }

  private static func location(of result: Result) -> [JSONTree.Member] {
    var members: [JSONTree.Member] = []
    if let place = result.place {
      let artifact = JSONTree.object([.init("uri", .string(RepositoryPath.uri(place.path)))])
      members.append(
        .init(
          "physicalLocation",
          .object([.init("artifactLocation", artifact), .init("region", .object(place.region))])))
    }
    if let address = result.address {
      members.append(
        .init(
          "logicalLocations",
          .array([.object([.init("fullyQualifiedName", .string(address))])])))
    }
    return members
  }

  /// The same for the same finding after lines above it have moved.
  private static func fingerprint(of result: Result) -> String {
    let identity = result.identity ?? result.address ?? result.message
    let parts = [result.rule.id, result.place?.path ?? "", identity]
    // WHY lengths: two findings whose parts only join alike are two.
    let joined = parts.map { "\($0.utf8.count):\($0)" }.joined()
    return Digest.of(Array(joined.utf8)).description
  }

  private static func message(_ text: String) -> JSONTree {
    .object([.init("text", .string(withoutLinks(text)))])
  }

  /// Text in which a viewer finds no link: section 3.11.6 makes one of `[text](target)`.
  private static func withoutLinks(_ text: String) -> String {
    guard text.contains("](") else { return text }
    return text.replacing("\\", with: "\\\\").replacing("[", with: "\\[")
      .replacing("]", with: "\\]")
  }
}
