import AccessModel
import Diagnostics
import Planning
import Plans
import TestSupport
import Testing

struct OrdererTests {
  private func place(_ address: String, in changes: [Change]) throws -> Int {
    try #require(changes.firstIndex { $0.address.text == address })
  }

  @Test func creatingGoesFromDependenciesToDependents() throws {
    let ordered = try Orderer.ordered(Estate.harbour.map(Estate.create))
    try expectEveryReferenceBefore(ordered, isDeleting: false)
  }

  @Test func deletingGoesTheOtherWay() throws {
    let ordered = try Orderer.ordered(Estate.harbour.map(Estate.delete))
    try expectEveryReferenceBefore(ordered.reversed(), isDeleting: true)
    #expect(ordered.last?.address.text == "Institution/harbour")
  }

  private func expectEveryReferenceBefore(_ changes: [Change], isDeleting: Bool) throws {
    var done: Set<Address> = []
    let all = Set(changes.map(\.address))
    for change in changes {
      let resource = try #require((isDeleting ? change.before : change.after)?.resource)
      resource.forEachReference { reference in
        guard case .resource(let address) = reference, all.contains(address) else { return }
        #expect(done.contains(address), "\(change.address) before \(address)")
      }
      done.insert(change.address)
    }
    #expect(done.count == changes.count)
  }

  @Test func whatDependsOnNothingStandsInTheOrderOfAddresses() throws {
    let names = ["zoe", "amy", "mia-b", "mia"]
    let ordered = try Orderer.ordered(
      names.map { Estate.create(Estate.staff($0, "operations")) })
    #expect(ordered.map(\.address.name.string) == ["amy", "mia", "mia-b", "zoe"])
  }

  @Test func aReferenceIsDroppedBeforeItsTargetIsDeleted() throws {
    let desk = { (accounts: String) in
      Estate.resource(
        "Desk", "equities",
        "{application: desks, accountScope: listed, accounts: [\(accounts)], endpoints: [\"*\"]}",
        of: "harbour")
    }
    let second = Estate.resource(
      "Account", "aaa", "{number: \"9\", type: CASH, ownership: proprietary}", of: "harbour")
    let ordered = try Orderer.ordered([
      Estate.delete(second), Estate.update(desk("main, aaa"), desk("main")),
    ])
    #expect(ordered.map(\.action) == [.update, .delete])
  }

  @Test func aRenameComesBeforeWhatNamesItAnew() throws {
    let desk = { (list: String) in
      Estate.resource(
        "Desk", "alpha",
        "{application: desks, accountScope: all-portal-accounts, acknowledged: true, "
          + "endpoints: [\"*\"], ipWhitelists: [\(list)]}", of: "harbour")
    }
    let list = { (name: String) in
      Estate.resource("IPWhitelist", name, "{mode: unrestricted}", of: "harbour")
    }
    let rename = Estate.update(list("office"), list("office-hk"))
    #expect(rename.action == .rename)
    let ordered = try Orderer.ordered([Estate.update(desk("office"), desk("office-hk")), rename])
    #expect(ordered.map(\.action) == [.rename, .update])
  }

  @Test func aCircleIsAnErrorThatNamesItsPath() {
    let account = { (name: String, master: String) in
      Estate.resource(
        "Account", name,
        "{number: \"\(name)\", type: CASH, ownership: client, master: \(master)}", of: "harbour")
    }
    do throws(Orderer.Cycle) {
      _ = try Orderer.ordered([
        Estate.create(account("one", "two")), Estate.create(account("two", "one")),
      ])
      Issue.record("no cycle was found")
    } catch {
      let names = error.path.map(\.name.string)
      #expect(names.first == names.last)
      #expect(Set(names) == ["one", "two"])
    }
  }
}
