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
  static func run(_ path: String) {
    let store = SQLiteStore(path: path, lockTimeoutMilliseconds: 2_000)
    do {
      let snapshot = try store.snapshot(.all)
      let seconds = Int64(time(nil)) - SamplePlan.start
      let keys = snapshot.rows.map(\.address).filter { $0.kind == .traderAuthorization }.sorted()
        .map { address in
          SampleKey.record(
            PrincipalAddress(
              .trader(institution: address.institution, authorization: address.name)),
            user: address.name, seed: address.text, at: SamplePlan.instant(seconds))
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
}
