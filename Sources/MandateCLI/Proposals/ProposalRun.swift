import AccessModel
import Diagnostics
import Plans
import Stores
import Synchronization

/// A proposal whose words are run again: to look at it, to ask whether somebody may, or to do it.
struct ProposalRun: Sendable {
  enum Purpose: Sendable {
    /// Works out what it does, as its author.
    case look
    /// Asks whether who applies it may do what its author proposes.
    case ask(Applier)
    /// Does it, with the approvals given.
    case carryOut(Applier, [PlanApproval])
  }

  /// Who applies a proposal.
  struct Applier: Sendable {
    let actor: Actor
    let onBehalfOf: Actor?
    let reason: Text?

    var all: [Actor] { [actor, onBehalfOf].compactMap { $0 } }
  }

  /// As the file has it; only its digest and its time are taken from there.
  let plan: Plan
  let purpose: Purpose
  let found = ProposalFindings()

  /// Who carries it out; nil while it is only looked at.
  var applier: Applier? {
    switch purpose {
    case .look: nil
    case .ask(let applier), .carryOut(let applier, _): applier
    }
  }

  /// Who acts instead of the author, while it is asked whether they may.
  var stand: Applier? { if case .ask(let applier) = purpose { applier } else { nil } }
}

/// What looking at a proposal brought to light.
struct ProposalFinding: Sendable {
  /// The proposal with its effects as they are.
  let plan: Plan
  let identity: StoreIdentity
  let resources: [Address: Resource]
}

/// Where a run leaves what it found, for who started it.
final class ProposalFindings: Sendable {
  private let state = Mutex<ProposalFinding?>(nil)

  var finding: ProposalFinding? { state.withLock { $0 } }

  func leave(_ finding: ProposalFinding) { state.withLock { $0 = finding } }
}
