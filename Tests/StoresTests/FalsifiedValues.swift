import AccessModel
import Diagnostics
import Plans
import Stores

// Copies of values with one field changed, for forging stores.

extension StoreStatus {
  func with(
    identity: StoreIdentity? = nil, head: StoreHead? = nil, owners: [Owner]? = nil
  ) -> StoreStatus {
    StoreStatus(
      identity: identity ?? self.identity, head: head ?? self.head, owners: owners ?? self.owners,
      resources: resources, engine: engine, formatVersion: formatVersion)
  }
}

extension StoreHead {
  func with(
    revision: Int64? = nil, stateDigest: Digest? = nil, auditSequence: Int64? = nil,
    auditHead: Digest? = nil, lastRecorded: Instant?? = .none
  ) -> StoreHead {
    StoreHead(
      revision: revision ?? self.revision, stateDigest: stateDigest ?? self.stateDigest,
      auditSequence: auditSequence ?? self.auditSequence, auditHead: auditHead ?? self.auditHead,
      lastRecorded: lastRecorded ?? self.lastRecorded)
  }
}

extension ScopeState {
  func with(
    digest: Digest? = nil, touches: Int64? = nil, lastRevision: Int64? = nil
  ) -> ScopeState {
    ScopeState(
      digest: digest ?? self.digest, touches: touches ?? self.touches,
      lastRevision: lastRevision ?? self.lastRevision)
  }
}

extension StoredRow {
  func with(
    address: Address? = nil, owner: Text? = nil, digest: Digest? = nil, canonical: Text? = nil,
    source: Source?? = .none, sinceRevision: Int64? = nil
  ) -> StoredRow {
    StoredRow(
      address: address ?? self.address, owner: owner ?? self.owner, digest: digest ?? self.digest,
      canonical: canonical ?? self.canonical, source: source ?? self.source,
      sinceRevision: sinceRevision ?? self.sinceRevision)
  }
}

extension RevisionRecord {
  func with(
    revision: Int64? = nil, applyID: Text? = nil, planDigest: Digest? = nil, owner: Text? = nil,
    command: Text? = nil, actor: Text? = nil, onBehalfOf: Text? = nil, reason: Text? = nil,
    at: Instant? = nil, wallClock: Instant? = nil, commit: Text? = nil, changes: Int? = nil,
    stateDigest: Digest? = nil, auditHead: Digest? = nil
  ) -> RevisionRecord {
    RevisionRecord(
      revision: revision ?? self.revision, applyID: applyID ?? self.applyID,
      planDigest: planDigest ?? self.planDigest, owner: owner ?? self.owner,
      command: command ?? self.command, actor: actor ?? self.actor,
      onBehalfOf: onBehalfOf ?? self.onBehalfOf, reason: reason ?? self.reason, at: at ?? self.at,
      wallClock: wallClock ?? self.wallClock, commit: commit ?? self.commit,
      changes: changes ?? self.changes, stateDigest: stateDigest ?? self.stateDigest,
      auditHead: auditHead ?? self.auditHead)
  }
}
