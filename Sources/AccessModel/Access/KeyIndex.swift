import Diagnostics

/// Finds key applications by their ids and secrets by the tokens that somebody presents.
///
/// Holds those that ended too: the token of a dead key has expired and is not unknown.
package struct KeyIndex: Sendable {
  private var byID: [Text: IndexedKey] = [:]
  /// By the handle, a hash of the digest; the whole of the digest is compared after.
  private var byHandle: [UInt64: Secret] = [:]
  /// Secrets whose handle another one has: with 64 random bits as good as never one.
  private var others: [Secret] = []

  private struct Secret: Sendable {
    let digest: Digest
    let key: IndexedKey
    let generation: SecretGeneration
  }

  /// Compared with where a handle is unknown, so that an unknown token costs what a known one does.
  private static let decoy = Digest.of(Array("no token has this digest".utf8))

  package init(_ keys: some Sequence<KeyRecord>) { for key in keys { add(key) } }

  /// The key application of an id; nil for one that was never registered.
  func key(withID id: Text) -> IndexedKey? { byID[id] }

  /// The secret whose token has this digest, with its key application.
  package func find(_ digest: Digest) -> (key: IndexedKey, generation: SecretGeneration)? {
    let candidate = byHandle[digest.handle]
    var found = (candidate?.digest ?? Self.decoy).isSame(as: digest) ? candidate : nil
    for other in others where other.digest.isSame(as: digest) { found = other }
    return found.map { ($0.key, $0.generation) }
  }

  /// Puts `new` in the place of `old`, which are the keys of the same users.
  mutating func replace(_ old: [KeyRecord], with new: [KeyRecord]) {
    for key in old { remove(key) }
    for key in new { add(key) }
  }

  private mutating func add(_ record: KeyRecord) {
    let key = IndexedKey(record)
    byID[record.id] = key
    for generation in record.generations {
      let secret = Secret(digest: generation.secret, key: key, generation: generation)
      if byHandle[secret.digest.handle] == nil {
        byHandle[secret.digest.handle] = secret
      } else {
        others.append(secret)
      }
    }
  }

  private mutating func remove(_ record: KeyRecord) {
    byID[record.id] = nil
    for generation in record.generations
    where byHandle[generation.secret.handle]?.key.record.id == record.id {
      byHandle[generation.secret.handle] = nil
    }
    others.removeAll { $0.key.record.id == record.id }
  }
}

/// A key application with what every decision about it asks for.
///
/// A class, for it is handed about once a question and a record holds a dozen references.
package final class IndexedKey: Sendable {
  package let record: KeyRecord
  let address: Address
  let principal: Text
  let ownLevel: AddressSet?

  init(_ record: KeyRecord) {
    self.record = record
    address = record.address
    principal = record.principal.text
    ownLevel = record.ownLevel
  }
}

extension Digest {
  /// Looked up by: a hash of all bytes with a key of this process.
  ///
  /// WHY not the first bytes: whether a handle is known can be told by the clock, and must say nothing
  /// about how near a digest is to one that is.
  fileprivate var handle: UInt64 {
    var hasher = Hasher()
    unsafe withBytes { unsafe hasher.combine(bytes: $0) }
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}
