import AccessModel
import Diagnostics
import TestSupport
import Testing

@testable import Manifests

@Suite struct TreeEditorTests {
  private static let desks = """
    apiVersion: mandate/v1
    kind: Desk
    metadata: {institution: harbour}
    items:
      cash: {application: desks, accountScope: listed, accounts: [main], endpoints: [order.list]}
      swaps: {application: desks, accountScope: listed, accounts: [main], endpoints: [order.list]}

    """

  private static let adding = FieldEdit.add(["spec", "endpoints"], .text("order.place"))

  /// The text after an edit of the resources named, held against `model` where it is given.
  private func edited(
    _ texts: [String], _ edits: [FieldEdit], of names: [Text],
    holdingAgainst model: TreeEditor.Model? = nil
  ) throws(EditFailure) -> [String] {
    let files = texts.enumerated().map { place, text in
      SourceFile(path: "\(place + 10).yaml", bytes: Array(text.utf8))
    }
    let loaded = LoadedTree(files)
    #expect(loaded.diagnostics.map(\.message) == [])
    let tree = ManifestTree(project: TestProject.sandbox.project, files: files)
    var wanted: [Int: [FieldEdit]] = [:]
    for (place, resource) in loaded.resources.enumerated()
    where names.contains(resource.address.name) {
      wanted[place] = edits
    }
    let editor = TreeEditor(
      tree, loaded.declarations, holdingAgainst: model ?? FieldEditModel.edited)
    return try editor.edited(wanted).tree.files.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// Why an edit of the desk `cash` does not come out when it is held against `model`.
  private func breakage(holdingAgainst model: @escaping TreeEditor.Model) -> String? {
    do throws(EditFailure) {
      _ = try edited([Self.desks], [Self.adding], of: ["cash"], holdingAgainst: model)
    } catch {
      if case .broken(let what) = error { return what }
    }
    return nil
  }

  @Test func aTextThatDoesNotSayWhatTheModelSaysNeverComesOut() throws {
    #expect(try edited([Self.desks], [Self.adding], of: ["cash"])[0].contains("order.place"))
    let others = "the edited text says something else of Desk/harbour/cash"
    #expect(breakage { resource, _ in resource } == others)
    #expect(
      breakage { resource, _ in
        FieldEditModel.edited(resource, by: .add(["spec", "endpoints"], .text("order.cancel")))
      } == others)
    #expect(
      breakage { _, _ in nil } == "the edited text declares 2 resources, not 1")
  }

  @Test func manyFilesAreEditedInTheOrderOfTheTree() throws {
    let names = (10..<70).map { "d\($0)" }
    let texts = names.map {
      Self.desks.replacing("cash", with: $0).replacing("swaps", with: "x-\($0)")
    }
    let after = try edited(texts, [Self.adding], of: names.map { Text($0) })
    for (name, (before, after)) in zip(names, zip(texts, after)) {
      #expect(after.contains("  \(name): {"))
      #expect(after != before)
      #expect(after.replacing("order.list, order.place", with: "order.list") == before)
    }
  }

  @Test func ofSeveralFaultyFilesTheFaultsComeInOrder() throws {
    let texts = ["a", "b", "c"].map { name in
      Self.desks.replacing("cash", with: name).replacing("swaps", with: "x-\(name)")
    }
    let drop = FieldEdit.drop(["spec", "endpoints"], .text("order.list"))
    do throws(EditFailure) {
      _ = try edited(texts, [drop], of: ["a", "b", "c"])
      Issue.record("an emptied list must be refused")
    } catch {
      guard case .wrong(let found) = error else { throw error }
      #expect(found.map { $0.range?.file.path } == ["10.yaml", "11.yaml", "12.yaml"])
    }
  }

  // MARK: Anchors in metadata

  private static let shared = """
    apiVersion: mandate/v1
    kind: Desk
    metadata: {name: cash, institution: harbour, labels: &floor {floor: "7"}, reason: &why DESK-1}
    spec: {application: desks, accountScope: listed, accounts: [main], endpoints: [order.list]}
    ---
    apiVersion: mandate/v1
    kind: Desk
    metadata:
      name: swaps
      institution: harbour
      labels: &own
        floor: &number "7"
        wing: *number
      reason: DESK-2
    spec: {application: desks, accountScope: listed, accounts: [main], endpoints: [order.list]}

    """

  @Test func aLabelBehindAnAnchorInMetadataIsSetAndItsAliasKeepsWhatItSaid() throws {
    let edit = FieldEdit.set(["metadata", "labels", "floor"], .text("8"))
    let after = try edited([Self.shared], [edit], of: ["cash", "swaps"])[0]
    let resources = LoadedTree(after).resources
    #expect(resources.count == 2)
    for resource in resources {
      #expect(resource.labels.first { $0.key == "floor" }?.value == "8")
    }
    #expect(resources[1].labels.first { $0.key == "wing" }?.value == "7")
    #expect(after.contains("labels: &floor {floor: \"8\"}, reason: &why DESK-1}"))
  }

  @Test func aReasonBehindAnAnchorIsSet() throws {
    let edit = FieldEdit.set(["metadata", "reason"], .text("DESK-9: moved"))
    let after = try edited([Self.shared], [edit], of: ["cash"])[0]
    #expect(LoadedTree(after).resources.map(\.reason) == ["DESK-9: moved", "DESK-2"])
    #expect(
      after.replacing("&why \"DESK-9: moved\"", with: "&why DESK-1") == Self.shared
        || after.replacing("&why 'DESK-9: moved'", with: "&why DESK-1") == Self.shared)
  }

  // MARK: Labels of any text

  @Test func aLabelOrReasonOfAnyTextIsWrittenSoThatItIsReadBack() throws {
    for text in Self.hardTexts {
      for path: [Text] in [["metadata", "labels", "floor"], ["metadata", "reason"]] {
        let after = try edited([Self.shared], [.set(path, .text(Text(text)))], of: ["cash"])[0]
        let resource = try #require(LoadedTree(after).resources.first)
        let found = path.count == 3 ? resource.labels.first?.value : resource.reason
        #expect(found == Text(text), "\(after)")
        #expect(try edited([after], [.set(path, .text(Text(text)))], of: ["cash"])[0] == after)
      }
    }
  }

  private static let hardTexts = [
    "7: north", "it's \"so\"", "'", "\"", "a # b", "#8", "- a", "{a}", "[a]", "*a", "&a", "!a", "?",
    "yes", "null", "~", "1E5", "0x1F", "007", "2026-01-01", "中環八樓", "é", "🏢", "a, b",
    "@a", "`a`", "%a", "\\n", "|", ">", "...", "---", "=", "<<",
  ]

  // MARK: Whole files

  @Test func takingTheLastDocumentOutLeavesAFileThatDeclaresNothing() throws {
    let texts = [
      "# yaml-language-server: $schema=x.json\n# Head.\n\n" + Self.desks, Self.desks,
      "---\n" + Self.desks + "...\n", Self.desks.replacing("\n", with: "\r\n"),
    ]
    for text in texts {
      let after = try edited([text], [.remove], of: ["cash", "swaps"])[0]
      let loaded = LoadedTree(after)
      #expect(loaded.resources.isEmpty, "\(after)")
      #expect(loaded.diagnostics.map(\.message) == [], "\(after)")
      #expect(!after.contains("apiVersion"), "\(after)")
    }
  }
}
