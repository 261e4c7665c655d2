import AccessModel
import Diagnostics
import Foundation
import Rendering
import TestSupport
import Testing

@Suite(
  .enabled(
    if: PythonOracle.isAvailable(with: "jsonschema", "yaml"),
    "Python has no jsonschema or no yaml; run scripts/bootstrap test"))
struct SchemaOracleTests {
  private struct Question: Encodable {
    let op: String
    let schema: String
    var path: String?
    var value: Document?
    var required: [String: [String]]?
  }

  private struct Document: Encodable {
    struct Metadata: Encodable { let name: String }
    var apiVersion = "mandate/v1"
    let kind: String
    var metadata = Metadata(name: "a")
    let spec: [String: String]
  }

  private let oracle: PythonOracle

  init() throws {
    let file = RepositoryRoot.path("Tests/Oracles/schema_oracle.py")
    oracle = try PythonOracle(source: String(contentsOfFile: file, encoding: .utf8))
  }

  private func ask(_ question: Question) throws -> String {
    let line = String(decoding: try JSONEncoder().encode(question), as: UTF8.self)
    return try oracle.ask(line, timeout: .seconds(120))
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// The paths of all manifests of the examples, or of their project files.
  static func examples(projectFiles: Bool) throws -> [String] {
    let root = RepositoryRoot.path("examples")
    let names = try FileManager.default.subpathsOfDirectory(atPath: root).sorted()
    let files = names.filter { name in
      name.hasSuffix(".yaml") && !name.contains(".github")
        && name.hasSuffix("mandate.yaml") == projectFiles
    }
    return files.map { root + "/" + $0 }
  }

  /// For each kind, the fields of it and of its objects that may not be left out.
  private static var required: [String: [String]] {
    var result: [String: [String]] = [:]
    for kind in KindDescription.declared {
      let fields = kind.fields.filter(\.isRequired).map(\.name)
      result[kind.name] = fields + ["apiVersion", "kind"] + (kind.requiresReason ? ["reason"] : [])
    }
    return result
  }

  @Test func everySchemaIsASchema() throws {
    var schemas = KindDescription.declared.map(SchemaWriter.schema)
    schemas.append(SchemaWriter.manifestSchema())
    schemas.append(
      SchemaWriter.projectSchema(fields: Samples.project.fields, documentation: "A project."))
    for schema in schemas {
      #expect(try ask(Question(op: "check", schema: Self.text(schema))) == "ok")
    }
  }

  @Test func everyExampleIsAccepted() throws {
    let schema = Self.text(SchemaWriter.manifestSchema())
    let paths = try Self.examples(projectFiles: false)
    #expect(paths.count > 50)
    for path in paths {
      let answer = try ask(Question(op: "file", schema: schema, path: path))
      #expect(answer == "ok", "\(path)")
    }
    let project = Self.text(
      SchemaWriter.projectSchema(fields: Samples.project.fields, documentation: "A project."))
    for path in try Self.examples(projectFiles: true) {
      let answer = try ask(Question(op: "file", schema: project, path: path))
      #expect(answer == "ok", "\(path)")
    }
  }

  @Test func everyDamageToAnExampleIsSeen() throws {
    let schema = Self.text(SchemaWriter.manifestSchema())
    var damages = 0
    var kinds: Set<Substring> = []
    for path in try Self.examples(projectFiles: false) {
      let content = try String(contentsOfFile: path, encoding: .utf8)
      let declared = Set(content.split(separator: "\n").filter { $0.hasPrefix("kind: ") })
      guard LongRun.isOn || !declared.isSubset(of: kinds) else { continue }
      kinds.formUnion(declared)
      let answer = try ask(
        Question(op: "mutate", schema: schema, path: path, required: Self.required))
      #expect(answer.hasPrefix("ok "), "\(path): \(answer)")
      damages += Int(answer.dropFirst(3)) ?? 0
    }
    #expect(kinds.count == KindDescription.declared.count)
    #expect(damages > 1_000)
  }

  @Test func whateverAFormAcceptsItsSchemaAccepts() throws {
    for (form, texts) in Samples.formTexts {
      let kind = KindDescription(
        .desk, name: "Sample", ownership: .either, scope: .global, "A sample.",
        fields: [Field("value", .text(form), .required, "A value.")])
      let schema = Self.text(SchemaWriter.schema(for: kind))
      var accepted = 0
      for text in texts + Samples.variations(of: texts) {
        guard (try? form.read(Text(text), dayReading: DayReading())) != nil else { continue }
        accepted += 1
        let document = Document(kind: "Sample", spec: ["value": text])
        let answer = try ask(Question(op: "value", schema: schema, value: document))
        #expect(answer == "ok", "\(form): `\(text)`")
      }
      #expect(accepted >= texts.count, "\(form) accepts not all of its samples")
    }
  }

  @Test(arguments: [
    ("*", true), ("set:trading", true), ("trade.*", true), ("trade.order.*", true),
    ("trade.order.place", true), ("trade", false), ("trade.", false), ("set:", false),
    (".*", false), ("trade.**", false), ("set:Big", false), ("*.*", false),
  ])
  func selectorsAreToldFromOtherText(text: String, isSelector: Bool) throws {
    #expect(((try? Selector(parsing: Text(text))) != nil) == isSelector)
    let kind = KindDescription(
      .desk, name: "Sample", ownership: .either, scope: .global, "A sample.",
      fields: [Field("value", .selector, .required, "A value.")])
    let answer = try ask(
      Question(
        op: "value", schema: Self.text(SchemaWriter.schema(for: kind)),
        value: Document(kind: "Sample", spec: ["value": text])))
    #expect((answer == "ok") == isSelector, "\(answer)")
  }
}

@Suite struct SchemaTests {
  @Test func aSchemaIsTheSameOnEveryRun() {
    let schema = SchemaWriter.schema(for: .traderAuthorization)
    #expect(schema == SchemaWriter.schema(for: .traderAuthorization))
    Golden.expect(
      String(decoding: schema, as: UTF8.self), matches: "schema/TraderAuthorization.json")
  }

  @Test func theSchemaOfAnyManifestKnowsEveryKind() throws {
    let bytes = SchemaWriter.manifestSchema()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let definitions = try #require(object["$defs"] as? [String: Any])
    for kind in Kind.declared { #expect(definitions[kind.name] != nil, "\(kind.name)") }
    #expect((object["allOf"] as? [Any])?.count == Kind.declared.count)
  }

  @Test func aKindOfNoInstitutionHasNoPlaceForOne() {
    let tier = String(decoding: SchemaWriter.schema(for: .tier), as: UTF8.self)
    let desk = String(decoding: SchemaWriter.schema(for: .desk), as: UTF8.self)
    #expect(!tier.contains("\"institution\""))
    #expect(desk.contains("\"institution\""))
  }
}
