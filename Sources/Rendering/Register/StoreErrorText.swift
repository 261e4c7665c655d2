package import Stores

/// What a store's error means for people.
package enum StoreErrorText {
  package static func message(_ error: StoreError) -> String {
    switch error {
    case .locked(let holder):
      let who = holder.map { " (\($0))" } ?? ""
      return "the store is locked by another writer\(who); nothing was done"
    case .unreachable(let reason): return "the store cannot be reached: \(reason); nothing was done"
    case .missing(let place): return "there is no store at \(place)"
    case .foreign(let reason): return "this is not a store that this program can use: \(reason)"
    case .damaged(let reason): return "the store fails its check: \(reason); nothing was done"
    case .snapshotDamaged(let reason): return "the snapshot fails its check: \(reason)"
    case .readOnly(let reason): return "the store cannot be written: \(reason); nothing was done"
    case .full(let reason): return "there is no room left: \(reason); nothing was done"
    case .failed(let code, let reason):
      return "the store failed with code \(code): \(reason); nothing was done"
    }
  }

  package static func help(_ error: StoreError) -> [String] {
    switch error {
    case .locked: ["try again, or wait longer with --lock-timeout 30s"]
    case .missing: ["the first mandate apply creates it"]
    case .damaged: ["run mandate audit verify, and restore a backup if it agrees"]
    case .snapshotDamaged: ["make it anew with mandate export --snapshot FILE"]
    case .full: ["free some room and run the same command again"]
    case .readOnly: ["check the owner and mode of the file and its folder"]
    case .unreachable, .foreign, .failed: []
    }
  }
}
