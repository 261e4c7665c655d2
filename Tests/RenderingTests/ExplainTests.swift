import AccessModel
import Diagnostics
import Rendering
import TestSupport
import Testing

@Suite struct ExplainTests {
  private static let writer = ExplainWriter(
    codes: DiagnosticCode.accessModelCodes, project: Samples.project)

  private static func page(_ topic: String, width: Int = 80) throws -> String {
    let writer = ExplainWriter(
      codes: DiagnosticCode.accessModelCodes, project: Samples.project, width: width)
    guard case .found(let text) = writer.explain(topic) else {
      throw Missing(topic: topic)
    }
    return text.rendered(withColour: false)
  }

  private struct Missing: Error { let topic: String }

  @Test(arguments: [
    "Desk", "KeyPolicy.ip", "KeyPolicy.ip.minPrefix.v4", "EndpointGrant.metadata", "Project",
    "TraderAuthorization.validUntil",
    "time-not-instant",
  ])
  func pagesReadWell(topic: String) throws {
    Golden.expect(try Self.page(topic), matches: "explain/\(topic).txt")
  }

  @Test func specMayBeWrittenOrLeftOut() throws {
    #expect(try Self.page("Desk.accounts") != Self.page("Desk.endpoints"))
    #expect(try Self.page("Desk.spec.accounts").contains("Desk.spec.accounts"))
    #expect(try Self.page("Desk.metadata.labels").contains("labels.NAME"))
  }

  /// Every kind, field and code has its page, and no line is wider than asked for.
  @Test(arguments: [60, 80]) func everythingCanBeExplained(width: Int) throws {
    var topics = DiagnosticCode.accessModelCodes.map(\.name) + ["Project.guardrails.rules.name"]
    for kind in KindDescription.declared {
      topics.append(kind.name)
      topics += Self.paths(of: kind.fields, below: kind.name)
    }
    #expect(topics.count > 150)
    for topic in topics {
      let page = try Self.page(topic, width: width)
      let widest = page.split(separator: "\n").map { TerminalText.width(of: String($0)) }.max()
      #expect((widest ?? 0) <= width, "\(topic)")
      #expect(page.contains(": ") && page.split(separator: "\n").count >= 3, "\(topic)")
    }
  }

  private static func paths(of fields: [Field], below path: String) -> [String] {
    fields.flatMap { field in
      var type = field.type
      while case .list(let shape) = type { type = shape.element }
      let own = "\(path).\(field.name)"
      guard case .object(let shape) = type else { return [own] }
      return [own] + paths(of: shape.fields, below: own)
    }
  }

  @Test(arguments: [
    ("Dessk", "there is no kind and no code `Dessk`", ["Desk"]),
    ("desk", "there is no kind and no code `desk`", ["Desk"]),
    ("ipwhitelist.mode", "there is no kind `ipwhitelist`", ["IPWhitelist"]),
    ("Desk.acounts", "`Desk` has no field `acounts`", ["Desk.accounts"]),
    (
      "KeyPolicy.ip.Maxentries", "`KeyPolicy.ip` has no field `Maxentries`",
      ["KeyPolicy.ip.maxEntries"]
    ),
    ("name-malformd", "there is no kind and no code `name-malformd`", ["name-malformed"]),
    ("Desk.accounts.x", "`Desk.accounts` has no field `x`", []),
    ("Desk.", "`Desk` has no field ``", []), ("", "there is no kind and no code ``", []),
    ("quite-unlike-anything", "there is no kind and no code `quite-unlike-anything`", []),
  ])
  func missesSuggestWhatMayBeMeant(topic: String, message: String, names: [String]) {
    guard case .unknown(let said, let suggestions) = Self.writer.explain(topic) else {
      Issue.record("`\(topic)` was explained")
      return
    }
    #expect(said == message)
    #expect(suggestions == names)
  }
}
