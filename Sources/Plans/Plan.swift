package import AccessModel
package import Diagnostics

/// Everything that an apply does, decided beforehand.
///
/// Apply trusts only `base` and `changes`; the rest is for people and is computed again.
package struct Plan: Sendable {
  package let owner: Text
  package let deployment: Deployment
  package let createdAt: Instant
  /// Who wrote it; for a job, the person it acts on behalf of.
  package let author: Actor?
  package let base: Base
  package let desired: Desired
  /// In the order of execution.
  package let changes: [Change]
  package let waiting: [Waiting]
  package let guardrails: [GuardrailOutcome]
  package let effects: PlanEffects
  /// The words of the command that is proposed; none for a plan of manifests.
  package let command: [Text]
  package let digest: Digest

  /// What the plan was made against.
  package struct Base: Sendable {
    /// The store's lineage, or nil when there was none.
    package let store: Text?
    package let revision: Int64
    /// The scopes read, by name; a scope without content has the digest of nothing.
    package let scopes: [(scope: Scope, digest: Digest)]

    package init(store: Text?, revision: Int64, scopes: [(scope: Scope, digest: Digest)]) {
      self.store = store
      self.revision = revision
      self.scopes = scopes.sorted { $0.scope < $1.scope }
    }
  }

  /// What the manifests declare.
  package struct Desired: Sendable {
    package let digest: Digest
    package let resources: Int
    /// The git commit of the manifests, or nil outside git or when files differ from it.
    package let commit: Text?

    package init(digest: Digest, resources: Int, commit: Text?) {
      self.digest = digest
      self.resources = resources
      self.commit = commit
    }
  }

  package init(
    owner: Text, deployment: Deployment, createdAt: Instant, author: Actor?, base: Base,
    desired: Desired, changes: [Change], waiting: [Waiting], guardrails: [GuardrailOutcome],
    effects: PlanEffects = .none, command: [Text] = []
  ) {
    self.owner = owner
    self.deployment = deployment
    self.createdAt = createdAt
    self.author = author
    self.base = base
    self.desired = desired
    self.changes = changes
    self.waiting = waiting
    self.guardrails = guardrails
    self.effects = effects
    self.command = command
    digest = PlanDigest.of(
      deployment: deployment, owner: owner, author: author, base: base, changes: changes,
      command: command)
  }

  package var summary: Summary { Summary(changes) }

  /// How many changes of each sort.
  package struct Summary: Hashable, Sendable {
    package var create = 0
    package var update = 0
    package var delete = 0
    package var rename = 0
    package var adopt = 0

    package init(_ changes: [Change]) {
      for change in changes {
        switch change.action {
        case .create: create += 1
        case .update: update += 1
        case .delete: delete += 1
        case .rename: rename += 1
        case .adopt: adopt += 1
        }
      }
    }
  }
}

/// Something applied that has no effect yet.
package struct Waiting: Hashable, Sendable {
  package let address: Address
  /// What it waits for, in words, such as `application approval`.
  package let event: Text
  /// The command that comes next.
  package let next: Text

  package init(address: Address, event: Text, next: Text) {
    self.address = address
    self.event = event
    self.next = next
  }
}

/// What one guardrail says of a plan.
package struct GuardrailOutcome: Hashable, Sendable {
  package enum Verdict: String, Sendable {
    case pass, warn, refuse
  }

  package let name: String
  package let verdict: Verdict
  package let limit: Int?
  package let actual: Int
  package let message: String
  /// What to add to `apply` to lift it for one run, or nil when it passes.
  package let lift: String?
  /// The addresses it speaks of, for those that are lifted one by one.
  package let addresses: [Address]

  package init(
    name: String, verdict: Verdict, limit: Int?, actual: Int, message: String, lift: String?,
    addresses: [Address] = []
  ) {
    self.name = name
    self.verdict = verdict
    self.limit = limit
    self.actual = actual
    self.message = message
    self.lift = lift
    self.addresses = addresses
  }
}
