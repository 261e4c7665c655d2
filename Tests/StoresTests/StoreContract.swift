import AccessModel
import Diagnostics
import Plans
import StoreFixtures
import Stores
import Testing

/// What every store must do, whatever database is behind it.
enum StoreContract: String, CaseIterable, CustomTestStringConvertible {
  case aFirstCommitCreatesTheStore
  case aSnapshotReturnsWhatWasWritten
  case aSnapshotOfSomeScopesHoldsNoOthers
  case aPlanIsAppliedOnlyOnce
  case aMovedScopeIsStaleAndNamesWhoMovedIt
  case disjointScopesBothCommit
  case aPlanForAnotherStoreIsStale
  case aDigestThatDoesNotMatchLeavesNothing
  case aRefusalOfTheJudgeLeavesNothing
  case everyPastRevisionReadsAsItWas
  case aRenameKeepsItsHistory
  case anOwnerIsRegisteredWithItsProtections
  case theStatusTellsWhereTheStoreStands
  case anApplyIsFoundByItsID
  case theAuditTrailAgreesWithTheStore
  case everyFormOfTextComesBackByteForByte
  case aFollowerIsToldWhatMoved
  case aPlanEndsKeysThatCameLater
  case aCommitReadsOnlyTheKeysAskedFor

  var testDescription: String { rawValue }

  /// Runs the clause on fresh stores.
  func verify(makeStore: () throws -> any RegisterStore) throws {
    let subject = Subject(store: try makeStore())
    switch self {
    case .aFirstCommitCreatesTheStore: try subject.creates()
    case .aSnapshotReturnsWhatWasWritten: try subject.returnsWhatWasWritten()
    case .aSnapshotOfSomeScopesHoldsNoOthers: try subject.selectsScopes()
    case .aPlanIsAppliedOnlyOnce: try subject.appliesOnce()
    case .aMovedScopeIsStaleAndNamesWhoMovedIt: try subject.namesTheMover()
    case .disjointScopesBothCommit: try subject.commitsDisjointScopes()
    case .aPlanForAnotherStoreIsStale: try subject.refusesAnotherStore()
    case .aDigestThatDoesNotMatchLeavesNothing: try subject.leavesNothingOnMismatch()
    case .aRefusalOfTheJudgeLeavesNothing: try subject.leavesNothingOnRefusal()
    case .everyPastRevisionReadsAsItWas: try subject.readsThePast()
    case .aRenameKeepsItsHistory: try subject.followsRenames()
    case .anOwnerIsRegisteredWithItsProtections: try subject.registersOwners()
    case .theStatusTellsWhereTheStoreStands: try subject.tellsItsStatus()
    case .anApplyIsFoundByItsID: try subject.findsApplies()
    case .theAuditTrailAgreesWithTheStore: try subject.agreesWithItsAudit()
    case .everyFormOfTextComesBackByteForByte: try subject.keepsTextByteForByte()
    case .aFollowerIsToldWhatMoved: try subject.tellsFollowers()
    case .aPlanEndsKeysThatCameLater: try subject.endsKeysThatCameLater()
    case .aCommitReadsOnlyTheKeysAskedFor: try subject.readsOnlyTheKeysAskedFor()
    }
  }

  /// Runs every clause.
  static func verify(makeStore: () throws -> any RegisterStore) throws {
    for clause in allCases { try clause.verify(makeStore: makeStore) }
  }
}

/// A store under test, with the shortest way to commit to it.
final class Subject {
  let store: any RegisterStore
  private var applies = 0

  init(store: any RegisterStore) { self.store = store }

  func plan(
    _ steps: [SamplePlan.Step], reading: Set<Scope> = [], owner: Text = SamplePlan.owner
  ) throws -> Plan {
    SamplePlan.make(steps, on: try store.snapshot(.all), reading: reading, owner: owner)
  }

  func outcome(
    of plan: Plan, actor: Actor = .staff("olga"), seconds: Int64 = 0, owner: Owner? = nil,
    keys: ScopeSelection = .only([]), judge: CommitJudge = { _ in .accepted }
  ) throws(Refusal) -> CommitOutcome {
    applies += 1
    return try commit(
      plan,
      header: SamplePlan.header(
        applyID: Text("apply-\(applies)"), actor: actor, seconds: seconds, owner: owner),
      to: store, newStore: SamplePlan.identity, keys: keys, judge: judge)
  }

  @discardableResult
  func apply(
    _ steps: [SamplePlan.Step], actor: Actor = .staff("olga"), seconds: Int64 = 0,
    owner: Owner? = nil
  ) throws -> Receipt {
    try receipt(outcome(of: plan(steps), actor: actor, seconds: seconds, owner: owner))
  }

  func receipt(_ outcome: CommitOutcome) throws -> Receipt {
    guard case .applied(let receipt) = outcome else { throw Unexpected("\(outcome)") }
    return receipt
  }

  /// The staleness that a plan ends in.
  func staleness(of plan: Plan) throws -> Staleness {
    let end: CommitOutcome
    do throws(Refusal) {
      end = try outcome(of: plan)
    } catch {
      guard case .stale(let staleness) = error else { throw Unexpected("\(error)") }
      return staleness
    }
    throw Unexpected("\(end)")
  }

  /// The content of a snapshot in a form that compares.
  func content(asOf revision: Int64? = nil) throws -> [String] {
    try store.rows(RowFilter(), asOf: revision).map(\.line)
  }
}

struct Unexpected: Error {
  let what: String
  init(_ what: String) { self.what = what }
}

extension StoredRow {
  /// Every field of the row.
  var line: String {
    let place = source.map { "\($0.file):\($0.line)" } ?? "-"
    return "\(address) \(owner) \(digest) \(canonical) \(place) \(sinceRevision)"
  }
}
