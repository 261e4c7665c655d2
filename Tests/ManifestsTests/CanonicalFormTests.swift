import AccessModel
import Diagnostics
import TestSupport
import Testing

@testable import Manifests

/// What is written differently and means the same has one canonical form.
@Suite struct CanonicalFormTests {
  private func canonical(_ text: String, in project: TestProject = .sandbox) -> [String] {
    let loaded = LoadedTree(text, in: project)
    #expect(!loaded.diagnostics.hasErrors)
    return loaded.resources.map { String(decoding: CanonicalJSON.bytes(of: $0), as: UTF8.self) }
      .sorted()
  }

  @Test func theCanonicalFormIsOneLineOfJSON() {
    let text =
      World.head("TraderAuthorization", "amy", of: "harbour")
      + "spec: {validUntil: 2027-01-01T00:00:00+08:00, desk: equities, state: active}"
    #expect(
      canonical(text) == [
        #"{"apiVersion":"mandate/v1","kind":"TraderAuthorization","metadata":{"name":"amy","#
          + #""institution":"harbour"},"spec":{"desk":"equities","#
          + #""validUntil":"2026-12-31T16:00:00Z"}}"#
      ])
  }

  @Test func theOrderOfKeysAndElementsMeansNothing() async throws {
    let fields = [
      "include: [LIST]", "classes: [read, trade]", "withoutFlags: [paid, mut]",
      "exclude: [a.d.*, a.c.d]",
    ]
    let selectors = ["a.*", "b.c.d", "set:x", "\"*\"", "a.b.*"]
    let first = canonical(
      World.head("PermissionSet", "one") + "spec:\n  "
        + fields.joined(separator: "\n  ").replacing(
          "LIST", with: selectors.joined(separator: ", ")))
    try await forEachSeed(of: "order of keys and elements", cases: 20) { random in
      let list = selectors.shuffled(using: &random).joined(separator: ", ")
      let spec = fields.shuffled(using: &random).joined(separator: "\n  ")
        .replacing("LIST", with: list)
      let top = ["kind: PermissionSet", "apiVersion: mandate/v1", "metadata: {name: one}"]
        .shuffled(using: &random).joined(separator: "\n")
      #expect(canonical("spec:\n  \(spec)\n\(top)\n") == first)
    }
  }

  @Test func blockAndFlowAndAliasesAreOneForm() {
    let flow = canonical(
      World.head("IPWhitelist", "one", of: "harbour")
        + "spec: {mode: restricted, entries: [{cidr: 203.0.113.7}, {cidr: 198.51.100.0/28}]}")
    let block = canonical(
      """
      kind: IPWhitelist
      apiVersion: mandate/v1
      spec:
        entries:
          - cidr: "198.51.100.0/28"
          - &one
            cidr: 203.0.113.7/32
        mode: 'restricted'
        institutionWide: false
      metadata:
        institution: harbour
        name: one
      """)
    #expect(flow == block)
    #expect(flow.count == 1)
  }

  @Test func aDefaultWrittenOutIsAbsent() {
    let short = canonical(
      World.head("PortalUser", "amy", of: "harbour") + "spec: {email: a@b.example}")
    let long = canonical(
      World.head("PortalUser", "amy", of: "harbour")
        + "spec: {email: a@b.example, userType: person, state: active}")
    #expect(short == long)
    let other = canonical(
      World.head("PortalUser", "amy", of: "harbour") + "spec: {email: a@b.example, state: locked}")
    #expect(short != other)
  }

  @Test func itemsAndDocumentsAndTheProjectsInstitutionAreOneForm() {
    let items = canonical(
      World.items("Account")
        + "  one: {number: \"1\", type: CASH, ownership: client, reason: Why}\n"
        + "  two: {number: \"2\", type: CASH, ownership: client}\n", in: .harbour)
    let documents = canonical(
      World.head("Account", "two", of: "harbour")
        + "spec: {number: \"2\", type: CASH, ownership: client}\n---\n"
        + "apiVersion: mandate/v1\nkind: Account\n"
        + "metadata: {reason: Why, name: one, institution: harbour}\n"
        + "spec: {ownership: client, type: CASH, number: \"1\"}\n")
    #expect(items == documents)
  }

  @Test func theFormerNameIsNotPartOfIt() {
    let plain = LoadedTree(World.items("Tier") + "  one: {endpoints: [\"*\"]}\n")
    let renamed = LoadedTree(
      World.items("Tier") + "  one: {endpoints: [\"*\"], renamedFrom: two}\n")
    #expect(plain.declarations.map(\.digest) == renamed.declarations.map(\.digest))
    let reasoned = LoadedTree(World.items("Tier") + "  one: {endpoints: [\"*\"], reason: Two}\n")
    #expect(plain.declarations.map(\.digest) != reasoned.declarations.map(\.digest))
  }
}
