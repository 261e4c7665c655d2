package import AccessModel
import Diagnostics
package import Plans

/// What the judge of a commit sees: the store inside the write transaction, and the plan.
package struct CommitBasis: Sendable {
  package let identity: StoreIdentity
  package let owners: [Owner]
  /// The resources of every scope that the plan read, as they stand now.
  package let rows: [StoredRow]
  /// What the keys scopes of those scopes hold now, as far as they were asked for.
  package let keyRows: [StoredRow]
  /// Every scope that was ever touched, read by the plan or not.
  package let knownScopes: Set<Scope>
  /// Whether nothing was ever written to this store.
  package let isFirstWrite: Bool
  package let plan: Plan
  package let header: CommitHeader

  package init(
    identity: StoreIdentity, owners: [Owner], rows: [StoredRow], keyRows: [StoredRow],
    knownScopes: Set<Scope>, isFirstWrite: Bool, plan: Plan, header: CommitHeader
  ) {
    self.identity = identity
    self.owners = owners
    self.rows = rows
    self.keyRows = keyRows
    self.knownScopes = knownScopes
    self.isFirstWrite = isFirstWrite
    self.plan = plan
    self.header = header
  }
}

/// What the judge of a commit says.
package enum Judgement: Sendable {
  case refused(Refusal)
  /// May be written, together with what follows from it for recorded things.
  case accepted(consequences: [Change])

  /// May be written, and nothing follows from it.
  package static let accepted = Judgement.accepted(consequences: [])
}

/// Judges anew, inside the transaction, what a plan would do.
///
/// Handed in from outside, so that no store knows how plans are made or checked.
package typealias CommitJudge = (CommitBasis) -> Judgement

/// Carries out a plan: the only function that writes, for manifests and commands alike.
///
/// The steps are those of ARCHITECTURE.md, "The walk". The first error ends the transaction, and
/// after any error the store is opened again and asked for our own apply id, for a failed COMMIT
/// may have succeeded.
///
/// `keys` are the keys scopes that the judge must see, of those that lie beside a scope that the plan
/// read: what follows from a plan for keys is decided on what stands now, and no plan is stale because
/// somebody made a new secret.
///
/// `newStore` is what a store is stamped with when the plan was made against none. A `Refusal` is
/// thrown when the plan is stale, invalid or forbidden; then nothing was done.
package func commit(
  _ plan: Plan, header: CommitHeader, to store: any RegisterStore, newStore: StoreIdentity?,
  keys: ScopeSelection = .only([]), judge: CommitJudge
) throws(Refusal) -> CommitOutcome {
  let transaction: any WriteTransaction
  do {
    transaction = try store.beginWriting(creating: plan.base.store == nil ? newStore : nil)
  } catch {
    return .notApplied(error)
  }
  do throws(CommitInterruption) {
    let receipt = try CommitScript(
      plan: plan, header: header, keys: keys, transaction: transaction
    ).carryOut(judge: judge)
    return .applied(receipt)
  } catch {
    transaction.rollback()
    switch error {
    case .refused(let refusal): throw refusal
    case .failed(let failure): return outcome(of: header.applyID, in: store, after: failure)
    }
  }
}

/// The true word for an apply whose transaction ended in an error.
///
/// INVARIANT: runs after the rollback and opens the store anew, so that it sees what is durable.
private func outcome(
  of applyID: Text, in store: any RegisterStore, after failure: StoreError
) -> CommitOutcome {
  do throws(StoreError) {
    guard let record = try store.revision(ofApply: applyID) else { return .notApplied(failure) }
    return .applied(Receipt(record))
  } catch .missing {
    return .notApplied(failure)
  } catch {
    return .unknown(applyID: applyID, failure)
  }
}

extension Receipt {
  /// The receipt of a recorded revision.
  package init(_ record: RevisionRecord) {
    self.init(
      applyID: record.applyID, revision: record.revision, planDigest: record.planDigest,
      stateDigest: record.stateDigest, auditHead: record.auditHead, at: record.at)
  }
}

/// Why a commit ends early.
enum CommitInterruption: Error {
  case refused(Refusal)
  case failed(StoreError)
}

/// Creates an empty store, stamped and at revision 0.
///
/// - Throws: what opening and committing throw; a store that exists already is `failed`.
package func create(
  _ identity: StoreIdentity, in store: any RegisterStore
) throws(StoreError) {
  if try store.exists() { throw .failed(code: 0, reason: "there is a store already") }
  let transaction = try store.beginWriting(creating: identity)
  do throws(StoreError) {
    try transaction.commit()
  } catch {
    transaction.rollback()
    throw error
  }
}
