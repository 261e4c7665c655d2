import AccessModel
import Diagnostics
import Manifests
import Plans
import Stores

/// A moment of a store, made fit to leave it: all that plans read, and no secret.
///
/// Mails stay behind, for no plan reads them. Of keys a plan reads whose they are, since when and until
/// when they live, and from where they may be used; the hashes of their secrets, the texts that their
/// owners accepted and how they proved presence stay behind too.
enum SharedSnapshot {
  /// What may leave of a snapshot of whole scopes, and what of it `institution` may see, if one is
  /// named.
  static func of(
    _ snapshot: Snapshot, for institution: Text?
  ) throws(CommandFailure) -> Snapshot {
    let kept = snapshot.rows.filter { $0.address.scope.isReadByPlans }
    var rows = kept.filter { !$0.address.scope.isOfKeys }
    rows += try bared(kept.filter { $0.address.scope.isOfKeys })
    let owners = snapshot.owners.filter { owner in
      institution == nil || owner.institution == nil || owner.institution == institution
    }
    return Snapshot(
      store: snapshot.store, revision: snapshot.revision, lastRecorded: snapshot.lastRecorded,
      scopes: scopes(of: snapshot, holding: rows), owners: owners, rows: rows)
  }

  /// The scopes of keys have digests of what is left of them; no plan names those.
  private static func scopes(
    of snapshot: Snapshot, holding rows: [StoredRow]
  ) -> [Scope: ScopeState] {
    var entries: [Scope: [ScopeDigest.Entry]] = [:]
    for row in rows where row.address.scope.isOfKeys {
      entries[row.address.scope, default: []].append(
        ScopeDigest.Entry(address: row.address, digest: row.digest))
    }
    var scopes: [Scope: ScopeState] = [:]
    for (scope, state) in snapshot.scopes where scope.isReadByPlans {
      let digest =
        scope.isOfKeys
        ? ScopeDigest.of(scope, touches: state.touches, entries: entries[scope] ?? [])
        : state.digest
      scopes[scope] = ScopeState(
        digest: digest, touches: state.touches, lastRevision: state.lastRevision)
    }
    return scopes
  }

  private static func bared(_ rows: [StoredRow]) throws(CommandFailure) -> [StoredRow] {
    let hasher = Hasher256()
    var bared: [StoredRow] = []
    for (row, resource) in zip(rows, try RegisterSplit.decode(rows)) {
      guard let left = resource.bared else { continue }
      let canonical = Text(CanonicalJSON.bytes(of: left))
      bared.append(
        StoredRow(
          address: row.address, owner: row.owner, digest: hasher.digest(of: canonical),
          canonical: canonical, source: row.source, sinceRevision: row.sinceRevision))
    }
    return bared
  }
}

extension Scope {
  fileprivate var isOfKeys: Bool { if case .keys = self { true } else { false } }

  fileprivate var isReadByPlans: Bool { self != .notices }
}

extension Resource {
  /// What a plan reads of a record in a scope of keys; nil when it reads nothing of it.
  fileprivate var bared: Resource? {
    switch kind {
    case .key:
      var key = KeyRecord(self)
      key.texts = []
      key.thirdParty = nil
      key.generations = key.generations.map { generation in
        // The digest of nothing: no token has it.
        SecretGeneration(
          number: generation.number, secret: .zero, madeAt: generation.madeAt,
          until: generation.until, isDelivered: generation.isDelivered)
      }
      return key.resource
    case .keyUse: return self
    default: return nil
    }
  }
}
