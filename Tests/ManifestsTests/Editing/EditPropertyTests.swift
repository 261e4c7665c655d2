import AccessModel
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Manifests

@Suite struct EditPropertyTests {
  @Test func anEditChangesOnlyTheBytesItMust() async throws {
    try await forEachSeed(of: "edits", cases: LongRun.cases(500, long: 10_000)) { random in
      let manifest = RandomManifest(&random)
      let sample = try #require(EditSample(manifest, &random), "\(manifest.text)")
      let after = try sample.edited()
      let found = sample.judge.problems(with: after.text)
      #expect(found == [], "\(sample.words)\n\(manifest.text)\n=>\n\(after.text)")
      #expect(sample.disagreements(with: after.resources) == [], "\(sample.words)\n\(after.text)")
      let again = try EditSample.apply(sample.edit, to: after.text, meaning: sample.isMeant)
      #expect(again.text == after.text, "a second run changes nothing")
      // Whoever reads the same declarations reads the same bytes: nothing is written out in vain.
      let isSame = sample.saysTheSame(after.resources)
      #expect(
        isSame == (after.text == manifest.text),
        "\(sample.words)\n\(manifest.text)\n=>\n\(after.text)")
    }
  }

  /// Faults as an editor could make them, each of which must be found by the judge.
  @Test func theJudgeOfEditsFindsWhatMustNotHappen() async throws {
    try await forEachSeed(of: "edit faults", cases: 60) { random in
      let manifest = RandomManifest(&random)
      let meant: Set<String> = []
      let judge = EditJudge(before: manifest, meant: meant, mayRemove: false)
      #expect(judge.problems(with: manifest.text) == [])
      var lines = manifest.lines.map(\.text)
      let place = try #require(
        manifest.lines.firstIndex { $0.owner != nil && !$0.text.contains("*e") })
      lines.remove(at: place)
      #expect(judge.problems(with: manifest.text(of: lines)) != [], "a neighbour is dropped")
      if let comment = manifest.lines.firstIndex(where: { $0.text.contains("# c") }) {
        var lines = manifest.lines.map(\.text)
        lines[comment] = lines[comment].replacingOccurrences(of: "# c", with: "# d")
        #expect(judge.problems(with: manifest.text(of: lines)) != [], "a comment is touched")
      }
      if manifest.isCRLF, let place = manifest.text.utf8.firstIndex(of: 0x0D) {
        var bytes = Array(manifest.text.utf8)
        bytes.remove(
          at: manifest.text.utf8.distance(from: manifest.text.utf8.startIndex, to: place))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(judge.problems(with: text) != [], "a CR LF is lost")
      }
    }
  }
}

/// One edit of some resources of a random manifest.
struct EditSample {
  let manifest: RandomManifest
  let edit: FieldEdit
  let meant: Set<String>
  private let before: [Resource]

  /// Nil when the manifest cannot be read.
  init?(_ manifest: RandomManifest, _ random: inout SeededRandom) {
    self.manifest = manifest
    let loaded = LoadedTree(manifest.text)
    guard !loaded.diagnostics.hasErrors, let one = loaded.resources.randomElement(using: &random)
    else { return nil }
    before = loaded.resources
    edit = Self.edit(for: one, &random)
    let wanted = edit
    let able = loaded.resources.filter { Self.isPossible(wanted, $0) }
    let all = random.oneIn(2)
    let chosen = able.filter { $0.address == one.address || all || Bool.random(using: &random) }
    meant = Set(chosen.map { Self.name($0) })
  }

  static func name(_ resource: Resource) -> String {
    "\(resource.kind.name)/\(resource.address.name)"
  }

  var words: String { "\(edit) of \(meant.sorted())" }

  var isMeant: (Resource) -> Bool {
    let meant = meant
    return { meant.contains(Self.name($0)) }
  }

  var judge: EditJudge {
    var mayRemove = false
    switch edit {
    case .drop, .remove: mayRemove = true
    case .add, .set, .change: break
    }
    return EditJudge(before: manifest, meant: meant, mayRemove: mayRemove)
  }

  func edited() throws -> (text: String, resources: [Resource]) {
    try Self.apply(edit, to: manifest.text, meaning: isMeant)
  }

  static func apply(
    _ edit: FieldEdit, to text: String, meaning isMeant: (Resource) -> Bool
  ) throws -> (text: String, resources: [Resource]) {
    let file = SourceFile(path: "test.yaml", bytes: Array(text.utf8))
    let loaded = LoadedTree([file])
    let tree = ManifestTree(project: TestProject.sandbox.project, files: [file])
    var edits: [Int: [FieldEdit]] = [:]
    for (place, resource) in loaded.resources.enumerated() where isMeant(resource) {
      edits[place] = [edit]
    }
    let edited = try TreeEditor(tree, loaded.declarations).edited(edits)
    let bytes = edited.tree.files[0].bytes
    return (String(decoding: bytes, as: UTF8.self), edited.declarations.map(\.resource))
  }

  // MARK: Edits

  private static func edit(for resource: Resource, _ random: inout SeededRandom) -> FieldEdit {
    if random.oneIn(5) { return .remove }
    switch resource.kind {
    case .desk:
      let selector = Value.text(Text(random.pick(RandomManifest.selectors)))
      if random.oneIn(4) { return .set(["spec", "accountScope"], .text("all-portal-accounts")) }
      if random.oneIn(4) { return .set(["spec", "acknowledged"], .boolean(true)) }
      let path: [Text] = ["spec", "endpoints"]
      return isPossible(.drop(path, selector), resource) && random.oneIn(2)
        ? .drop(path, selector) : .add(path, selector)
    case .ipWhitelist:
      let entries = resource[IPWhitelistFields.entries].elements
      let path: [Text] = ["spec", "entries"]
      let one = random.pick(entries)
      if random.oneIn(3), entries.count > 1 { return .drop(path, one) }
      if random.oneIn(2) {
        return .change(path, element: one, field: "validUntil", .text("2027-01-01T00:00:00Z"))
      }
      return .add(path, .object([.text("192.0.2.0/24"), .text("new: office"), .absent]))
    default:
      return random.oneIn(2)
        ? .set(["spec", "state"], .text("suspended"))
        : .set(["metadata", "reason"], .text("It's so"))
    }
  }

  /// Whether a resource has what an edit is about, and something left after it.
  private static func isPossible(_ edit: FieldEdit, _ resource: Resource) -> Bool {
    switch edit {
    case .remove: return true
    case .add(let path, _), .drop(let path, _), .change(let path, _, _, _):
      guard let list = list(path, resource) else { return false }
      if case .drop(_, let element) = edit { return list != [element] }
      return true
    case .set(let path, _):
      return path[0].is("metadata")
        ? resource.kind == .traderAuthorization
        : resource.kind.description.fields.contains { $0.nameText == path[1] }
    }
  }

  private static func list(_ path: [Text], _ resource: Resource) -> [Value]? {
    guard let index = resource.kind.description.fields.firstIndex(where: { $0.nameText == path[1] })
    else { return nil }
    return resource.spec[index].isAbsent ? nil : resource.spec[index].elements
  }

  // MARK: The model, once more

  /// Where what is declared afterwards is not what the edit says, worked out by sets of words.
  func disagreements(with after: [Resource]) -> [String] {
    let wanted = Set(before.flatMap { isMeant($0) ? words(of: $0, edited: true) : words(of: $0) })
    let actual = Set(after.flatMap { words(of: $0) })
    return wanted.symmetricDifference(actual).sorted()
  }

  /// Whether what is declared afterwards is what was declared before.
  func saysTheSame(_ after: [Resource]) -> Bool { after == before }

  /// Every leaf of a resource as a word of its own.
  private func words(of resource: Resource, edited: Bool = false) -> [String] {
    if edited, edit == .remove { return [] }
    var fields: [String: Value] = [:]
    for (field, value) in zip(resource.kind.description.fields, resource.spec) {
      fields["spec.\(field.name)"] = value
    }
    fields["metadata.reason"] = resource.reason.map(Value.text) ?? .absent
    if edited { change(&fields) }
    let head = Self.name(resource)
    return [head]
      + fields.flatMap { name, value -> [String] in
        if case .list(let elements) = value { return elements.map { "\(head) \(name) \($0)" } }
        return value.isAbsent || value == .text("active") ? [] : ["\(head) \(name) \(value)"]
      }
  }

  private func change(_ fields: inout [String: Value]) {
    let name = edit.path.map(\.string).joined(separator: ".")
    let old = fields[name]?.elements ?? []
    switch edit {
    case .remove: break
    case .set(_, let value): fields[name] = value
    case .add(_, let element): fields[name] = .list(old.filter { $0 != element } + [element])
    case .drop(_, let element): fields[name] = .list(old.filter { $0 != element })
    case .change(_, let element, _, let value):
      fields[name] = .list(
        old.map { one in
          guard one == element, case .object(let slots) = one else { return one }
          return .object([slots[0], slots[1], value])
        })
    }
  }
}
