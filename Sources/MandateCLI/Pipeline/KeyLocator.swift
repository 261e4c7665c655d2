import AccessModel
import Diagnostics
import Plans
import Stores

/// Finds whose a key is, so that a question about one key reads one institution and not all of them.
enum KeyLocator {
  /// The institution whose keys hold the secret of `token` or the key of an id, empty for retail and
  /// for what is no key at all.
  static func institution(
    of caller: AccessDecider.Caller, _ invocation: Invocation
  ) throws(CommandFailure) -> Text? {
    switch caller {
    case .principal(let text):
      return (try? PrincipalAddress(parsing: text))?.institution
    case .keyID(let id):
      guard KeyID.isOne(id) else { return .empty }
      return try rows(named: id, invocation).first?.address.institution ?? .empty
    case .token(let token):
      let digest = Digest.of(Array(token.bytes))
      let keys = try RegisterSplit.decode(rows(named: nil, invocation)).map { KeyRecord($0) }
      return keys.first { $0.generations.contains { $0.secret.isSame(as: digest) } }?
        .address.institution ?? .empty
    }
  }

  private static func rows(
    named name: Text?, _ invocation: Invocation
  ) throws(CommandFailure) -> [StoredRow] {
    let store = try invocation.existingStore()
    let past = try AsOf.moment(invocation, store)
    return try asking { () throws(StoreError) in
      try store.rows(RowFilter(kind: .key, name: name), asOf: past?.revision)
    }
  }
}
