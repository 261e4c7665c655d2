import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import TestSupport
import Testing

struct DifferTests {
  private func changes(
    _ stored: [Resource], _ declared: [Declared], keepsUndeclared: Bool = false
  ) -> [Change] {
    Differ.changes(
      stored: stored.map { Estate.row($0) }, declared: declared, keepsUndeclared: keepsUndeclared
    ) { rows in
      var diagnostics: [Diagnostic] = []
      return RegisterDecoder.resources(of: rows.map(\.canonical), into: &diagnostics) ?? []
    }
  }

  @Test func nothingChangesWhenTheRegisterIsDeclared() {
    #expect(changes(Estate.harbour, Estate.harbour.map { Estate.declared($0) }).isEmpty)
  }

  @Test func whatIsAppliedIsWhatWasDeclared() async throws {
    try await forEachSeed(of: "apply(plan(a, b), a) = b", cases: 200) { random in
      func some() -> [Resource] {
        Estate.harbour.filter { _ in !random.oneIn(3) }.map { resource in
          guard resource.kind == .portalUser, random.oneIn(2) else { return resource }
          return Estate.user(resource.address.name.string, ", displayName: changed")
        }
      }
      let (before, after) = (some(), some())
      var state = Dictionary(uniqueKeysWithValues: before.map { ($0.address, $0) })
      let found = changes(before, after.map { Estate.declared($0) })
      for change in found {
        #expect(change.before?.resource == state[change.address])
        state[change.address] = change.after?.resource
      }
      #expect(state == Dictionary(uniqueKeysWithValues: after.map { ($0.address, $0) }))
      #expect(changes(after, after.map { Estate.declared($0) }).isEmpty)
    }
  }

  @Test func anInputInAnotherOrderGivesTheSamePlan() async throws {
    let wanted = try Orderer.ordered(changes([], Estate.harbour.map { Estate.declared($0) }))
    try await forEachSeed(of: "order of input", cases: 50) { random in
      let shuffled = Estate.harbour.shuffled(using: &random)
      let found = try? Orderer.ordered(changes([], shuffled.map { Estate.declared($0) }))
      #expect(found?.map(\.address) == wanted.map(\.address))
    }
  }

  @Test func aBlockAndItsHalvesAreTheSameList() {
    func list(_ entries: String) -> Resource {
      Estate.resource(
        "IPWhitelist", "office", "{mode: restricted, entries: [\(entries)]}", of: "harbour")
    }
    let whole = list("{cidr: 203.0.113.0/24}")
    let halves = list("{cidr: 203.0.113.0/25}, {cidr: 203.0.113.128/25}")
    let less = list("{cidr: 203.0.113.0/25}")
    let noted = list("{cidr: 203.0.113.0/24, note: NAT}")
    #expect(changes([whole], [Estate.declared(halves)]).isEmpty)
    #expect(changes([halves], [Estate.declared(whole)]).isEmpty)
    #expect(changes([whole], [Estate.declared(less)]).map(\.action) == [.update])
    #expect(changes([whole], [Estate.declared(noted)]).map(\.action) == [.update])
  }

  @Test func aRenameIsOneChangeAndIsForgottenOnceDone() throws {
    let (old, new) = (Estate.user("ben"), Estate.user("benjamin"))
    let renamed = Estate.declared(new, renamedFrom: "ben")
    let change = try #require(changes([old], [renamed]).first)
    #expect(change.action == .rename)
    #expect(change.before?.resource.address == old.address)
    #expect(change.address == new.address)
    #expect(changes([new], [renamed]).isEmpty)
  }

  @Test func aLimitedPlanDeletesNothing() {
    let all = Estate.harbour
    let some = [Estate.declared(all[1])]
    #expect(changes(all, some, keepsUndeclared: true).isEmpty)
    #expect(changes(all, some).count == all.count - 1)
  }
}
