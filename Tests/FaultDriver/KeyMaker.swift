import AccessModel
import Diagnostics
import Glibc
import Plans
import SQLiteStore
import StoreFixtures
import Stores

/// Gives every trader of a store a key, and prints the tokens that commands would show once.
enum KeyMaker {
  /// Prints a line of JSON for each key: its principal, id and token.
  ///
  /// Retail clients get one, too, for an account of that name and those endpoints, where they are
  /// given.
  static func run(_ path: String, retail: (account: String, endpoints: [String])?) {
    let store = SQLiteStore(path: path, lockTimeoutMilliseconds: 2_000)
    do {
      let snapshot = try store.snapshot(.all)
      let seconds = Int64(time(nil)) - SamplePlan.start
      let now = SamplePlan.instant(seconds)
      let keys = snapshot.rows.map(\.address).sorted().compactMap { address -> KeyRecord? in
        switch address.kind {
        case .traderAuthorization: trader(address, now)
        case .retailClient: retail.map { client(address, $0.account, $0.endpoints, now) }
        default: nil
        }
      }
      let plan = SamplePlan.make(keys.map { .create($0.resource) }, on: snapshot)
      let outcome = try commit(
        plan, header: SamplePlan.header(applyID: "keys", seconds: seconds), to: store,
        newStore: nil, judge: { _ in .accepted })
      guard case .applied = outcome else {
        print(Scenario.word(for: outcome))
        exit(1)
      }
      for key in keys {
        let token = SampleKey.token(key.principal.resource.text)
        print(
          #"{"principal":"\#(key.principal)","keyId":"\#(key.id)","key":"\#(token)"}"#)
      }
    } catch {
      print("failed \(error)")
      exit(1)
    }
  }

  private static func trader(_ address: Address, _ now: Instant) -> KeyRecord {
    SampleKey.record(
      PrincipalAddress(.trader(institution: address.institution, authorization: address.name)),
      user: address.name, seed: address.text, at: now)
  }

  private static func client(
    _ address: Address, _ account: String, _ endpoints: [String], _ now: Instant
  ) -> KeyRecord {
    var key = SampleKey.record(
      PrincipalAddress(.retailKey(client: address.name, key: "desk")), user: address.name,
      seed: address.text, at: now)
    key.account = Text(account)
    key.scopes = endpoints.map { Text($0) }
    key.endpoints = key.scopes.sorted()
    return key
  }
}
