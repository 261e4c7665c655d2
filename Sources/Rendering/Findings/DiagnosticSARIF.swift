package import Diagnostics

/// Diagnostics as a SARIF log of one run.
///
/// All of them, in the order given; each code that occurs becomes a rule.
/// Source: OASIS, SARIF 2.1.0 plus Errata 01.
package struct DiagnosticSARIF {
  /// Of the program.
  package let version: String
  /// The project's folder in its repository, empty when that is the root.
  package let projectFolder: String

  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  package init(version: String, projectFolder: String = "") {
    self.version = version
    self.projectFolder = projectFolder
  }

  package func bytes(_ diagnostics: [Diagnostic]) -> [UInt8] {
    let codes = Set(diagnostics.map(\.code)).sorted { Text($0.name) < Text($1.name) }
    var ruleIndex: [DiagnosticCode: Int] = [:]
    for (index, code) in codes.enumerated() { ruleIndex[code] = index }
    var places = SourcePlaces()
    let results = diagnostics.map { result($0, ruleIndex[$0.code] ?? 0, &places) }
    let driver = JSONTree.object([
      .init("name", .string("mandate")),
      .init("version", .string(version)),
      .init("rules", .array(codes.map(rule))),
    ])
    return JSONTree.object([
      .init("$schema", .string(Self.schema)),
      .init("version", .string("2.1.0")),
      .init(
        "runs",
        .array([
          .object([
            .init("tool", .object([.init("driver", driver)])),
            .init("columnKind", .string("unicodeCodePoints")),
            .init("results", .array(results)),
          ])
        ])),
    ]).prettyBytes
  }

  private func rule(_ code: DiagnosticCode) -> JSONTree {
    .object([
      .init("id", .string(code.name)),
      .init("shortDescription", Self.message(code.summary)),
      .init("fullDescription", Self.message(code.explanation)),
      .init(
        "help", Self.message("\(code.explanation)\n\nThe same text: mandate explain \(code.name)")),
    ])
  }

  private func result(
    _ diagnostic: Diagnostic, _ ruleIndex: Int, _ places: inout SourcePlaces
  ) -> JSONTree {
    var text = diagnostic.message
    if !diagnostic.help.isEmpty { text += "\nhelp: " + diagnostic.help.joined(separator: "\n") }
    var locations: [JSONTree] = []
    if let range = diagnostic.range { locations.append(location(range, places.place(of: range))) }
    return .object([
      .init("ruleId", .string(diagnostic.code.name)),
      .init("ruleIndex", .integer(Int64(ruleIndex))),
      .init("level", .string(diagnostic.severity.rawValue)),
      .init("message", Self.message(text)),
      .init("locations", .array(locations)),
    ])
  }

  private func location(_ range: SourceRange, _ place: SourcePlaces.Place) -> JSONTree {
    let path = RepositoryPath.joined(projectFolder, range.file.path)
    let region = JSONTree.object([
      .init("startLine", .integer(Int64(place.start.line))),
      .init("startColumn", .integer(Int64(place.start.column))),
      .init("endLine", .integer(Int64(place.end.line))),
      .init("endColumn", .integer(Int64(place.end.column))),
    ])
    let artifact = JSONTree.object([.init("uri", .string(RepositoryPath.uri(path)))])
    return .object([
      .init(
        "physicalLocation",
        .object([.init("artifactLocation", artifact), .init("region", region)]))
    ])
  }

  private static func message(_ text: String) -> JSONTree {
    .object([.init("text", .string(text))])
  }
}
