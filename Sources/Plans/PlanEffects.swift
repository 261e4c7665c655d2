package import AccessModel
package import Diagnostics

/// What a plan brings about beside its changes; computed from them, and computed again by apply.
package struct PlanEffects: Sendable {
  /// Every principal with a difference, sorted by address.
  package var access: [AccessImpact]
  /// Which way each changed address moves access; one that is missing moves none.
  package var directions: [Address: Direction]
  /// The class of every endpoint that `access` names, so that a saved plan shows its risks; a base
  /// row counts as read.
  package var classes: [Text: EndpointTable.RiskClass]
  /// How many principals of the scopes read have access and keep exactly what they have; nil when
  /// not all of them were looked at.
  package var unchanged: Int?
  /// What time alone will change for the principals that the plan touches.
  package var later: [LaterChange]
  /// In the order of their principals.
  package var handovers: [Handover] = []
  /// The keys that end for good, in the order of their principals.
  package var endedKeys: [EndedKey] = []
  package var overrides: [StandingOverride]
  package var requiredApprovals: [RequiredApproval]
  package var tests: [TestOutcome]
  /// What rules look at and no document shows.
  package var evidence = ImpactEvidence()

  package init(
    access: [AccessImpact] = [], directions: [Address: Direction] = [:],
    classes: [Text: EndpointTable.RiskClass] = [:], unchanged: Int? = nil,
    later: [LaterChange] = [], overrides: [StandingOverride] = [],
    requiredApprovals: [RequiredApproval] = [],
    tests: [TestOutcome] = []
  ) {
    self.access = access
    self.directions = directions
    self.classes = classes
    self.unchanged = unchanged
    self.later = later
    self.overrides = overrides
    self.requiredApprovals = requiredApprovals
    self.tests = tests
  }

  package static let none = PlanEffects()

  /// How many principals gain anything.
  package var widening: Int { access.count { $0.direction.widens } }

  /// How many principals lose anything.
  package var narrowing: Int { access.count { $0.direction.narrows } }
}

/// What judging an impact needs beside the differences themselves.
package struct ImpactEvidence: Sendable {
  /// Principals who gain and can then call from every IPv4 or every IPv6 address, as they could not
  /// before.
  package var unrestricted: Set<PrincipalAddress> = []
  /// Principals whose access reads a change, whether or not it differs now.
  package var touched: Set<PrincipalAddress> = []
  /// Institutions whose principals had access and have none left.
  package var emptied: Set<Text> = []
  /// By the query of a project's rule, who gains a call that satisfies it.
  package var ruleMatches: [Query: [PrincipalAddress]] = [:]
  /// By approved application, the endpoints that it asks for from now on and that wait for a new
  /// approval.
  package var awaited: [Address: [Text]] = [:]
  /// Gains that no difference at the plan's instant shows: what passes to another person, and what
  /// begins later because of the plan.
  package var otherGains: [AccessImpact] = []
  /// Live keys that gain anything.
  package var exposedKeys = 0

  package init() {}
}

/// Access that stays and passes to another person, because the user of an authorization changes.
///
/// WHY not an impact: a principal is the authorization (model, section 4), and its endpoints and
/// addresses are what they were. For whoever decides it is a gain all the same.
package struct Handover: Hashable, Sendable {
  package let principal: PrincipalAddress
  package let from: Text
  package let to: Text

  package init(principal: PrincipalAddress, from: Text, to: Text) {
    self.principal = principal
    self.from = from
    self.to = to
  }
}

/// Something that happens without any further change.
package struct LaterChange: Hashable, Sendable {
  package let at: Instant
  package let principal: PrincipalAddress
  /// In words, such as `ends and loses everything (33 endpoints)`.
  package let what: Text

  package init(at: Instant, principal: PrincipalAddress, what: Text) {
    self.at = at
    self.principal = principal
    self.what = what
  }
}

/// A suspension or revocation in force, which manifests never undo.
package struct StandingOverride: Hashable, Sendable {
  /// What it covers.
  package let address: Address
  /// `suspended` or `revoked`.
  package let state: Text
  package let incident: Text
  package let since: Instant

  package init(address: Address, state: Text, incident: Text, since: Instant) {
    self.address = address
    self.state = state
    self.incident = incident
    self.since = since
  }
}

/// What became of one case of an `AccessTest`.
package struct TestOutcome: Hashable, Sendable {
  package enum Verdict: String, Sendable {
    case pass, fail
    /// The answer depends on an application that waits for a decision.
    case waiting
  }

  /// The address of the test and the name of the case, as `AccessTest/NAME: CASE`.
  package let name: Text
  package let verdict: Verdict
  package let message: Text
  /// Whether a failure refuses, as that of the plan's own owner or of staff does.
  package let isBinding: Bool

  package init(name: Text, verdict: Verdict, message: Text, isBinding: Bool) {
    self.name = name
    self.verdict = verdict
    self.message = message
    self.isBinding = isBinding
  }
}
