import AccessModel
import Diagnostics
import Plans
import SQLiteStore
import Stores

/// Gives traders of a store keys whose tokens the benchmark knows.
struct RegisteredKeys {
  private let folder: Folder
  static let file = "keys.txt"

  init(_ folder: Folder) { self.folder = folder }

  /// A key that somebody asks about.
  struct Known {
    let principal: String
    let id: String
    let token: String
  }

  /// Writes a key for every trader, and beside the store a line `PRINCIPAL ID TOKEN` for each.
  func make() {
    let store = StageWork.store(folder, EstateFiles.store)
    let snapshot = RegisteredStore.snapshot(store)
    guard let identity = snapshot.store else { BenchmarkFailure.stop("there is no store") }
    let addresses = snapshot.rows.map(\.address).filter { $0.kind == .traderAuthorization }.sorted()
    let keys = addresses.map { key(of: $0, identity.deployment.environment) }
    let changes = keys.map { key in
      let resource = key.record.resource
      return Change(
        before: nil,
        after: Change.Version(
          resource: resource, digest: Digest.of(CanonicalJSON.bytes(of: resource))), source: nil)
    }.sorted { $0.address < $1.address }
    RegisteredStore.commit(changes, to: store, snapshot, identity, applyID: "2")
    folder.write(
      keys.map { "\($0.record.principal) \($0.record.id) \($0.token)\n" }.joined(), to: Self.file)
  }

  /// The keys that were made.
  static func known(in folder: Folder) -> [Known] {
    folder.read(file).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      return words.count == 3 ? Known(principal: words[0], id: words[1], token: words[2]) : nil
    }
  }

  private func key(
    of trader: Address, _ environment: Deployment.Environment
  ) -> (record: KeyRecord, token: Text) {
    let pool = Digest.of(Array(trader.text.utf8)).bytes
    var place = 0
    let token = unsafe KeyToken(for: environment) { buffer in
      for index in buffer.indices {
        unsafe buffer[index] = pool[place % 32] &+ UInt8(truncatingIfNeeded: place / 32)
        place += 1
      }
    }
    var record = KeyRecord(
      id: KeyID.make { count in (0..<count).map { pool[$0] } }, product: .trader,
      principal: PrincipalAddress(
        .trader(institution: trader.institution, authorization: trader.name)), name: "desk",
      user: trader.name, registeredAt: StageWork.now, texts: ["api-agreement@1"])
    record.state = .keyed
    record.generations = [
      SecretGeneration(number: 1, secret: token.digest, madeAt: StageWork.now, isDelivered: true)
    ]
    return (record, unsafe token.withBytes { unsafe Text(Array($0)) })
  }
}
