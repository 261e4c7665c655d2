package import AccessModel
package import Diagnostics

/// What somebody asks to be stopped, or let go again.
package enum StopMove: Hashable, Sendable {
  /// Blocks and keeps every secret.
  case suspend(incident: Text)
  /// Blocks and ends every secret.
  case revoke(incident: Text)
  /// Lifts the block; with an incident, only one that belongs to it.
  case resume(incident: Text?)
}

/// The emergency stop that stands over one subject, or none, as a value.
package struct OverrideLife: Hashable, Sendable {
  package let subject: Address
  /// Nil while nothing is stopped.
  package let stop: Stop?

  /// A stop in force.
  package struct Stop: Hashable, Sendable {
    package let isRevoked: Bool
    package let incident: Text
    /// Who holds it: the side that may lift it.
    package let by: Text
    package let at: Instant
    package let reason: Text?

    package init(isRevoked: Bool, incident: Text, by: Text, at: Instant, reason: Text?) {
      self.isRevoked = isRevoked
      self.incident = incident
      self.by = by
      self.at = at
      self.reason = reason
    }

    package var word: String { isRevoked ? "revoked" : "suspended" }

    /// Whether the broker's staff stopped it.
    package var isOfStaff: Bool { by.hasPrefix("staff:") }

    /// The side that holds it.
    var side: Side { isOfStaff ? .staff : by.hasPrefix("admin:") ? .admin : .owner }
  }

  /// Who can hold a stop, the weakest first: what one side stopped no weaker one lifts.
  enum Side: Int, Comparable {
    case owner, admin, staff

    static func < (left: Side, right: Side) -> Bool { left.rawValue < right.rawValue }
  }

  package init(subject: Address, stop: Stop?) {
    self.subject = subject
    self.stop = stop
  }

  /// The kinds that can be stopped.
  package static let kinds: [Kind] = [
    .institution, .portalUser, .tradingApplication, .traderAuthorization, .brokerApplication,
    .retailClient, .key,
  ]

  /// Whether lifting needs a second person: in prod, when staff stopped it.
  package func liftNeedsSecondPerson(inProduction: Bool) -> Bool {
    inProduction && stop?.isOfStaff == true
  }
}

// MARK: - Moves

extension OverrideLife {
  /// What stands after a move.
  ///
  /// A stronger stop replaces a weaker one: staff's that of the institution's side, an admin's that of
  /// the owner, and a revocation a suspension. A weaker one is refused as already done.
  ///
  /// `subjectUser` is the portal user, or for a retail key the client, whose rights the subject is.
  package func taking(
    _ move: StopMove, by person: ActingPerson, at now: Instant, reason: Text? = nil,
    subjectUser: Text? = nil
  ) throws(LifeProblem) -> OverrideLife {
    switch move {
    case .suspend(let incident):
      return try stopping(isRevoked: false, incident, person, now, reason, subjectUser)
    case .revoke(let incident):
      return try stopping(isRevoked: true, incident, person, now, reason, subjectUser)
    case .resume(let incident):
      try requireLift(incident, person, subjectUser)
      return OverrideLife(subject: subject, stop: nil)
    }
  }

  private func stopping(
    isRevoked: Bool, _ incident: Text, _ person: ActingPerson, _ now: Instant, _ reason: Text?,
    _ subjectUser: Text?
  ) throws(LifeProblem) -> OverrideLife {
    guard Self.kinds.contains(subject.kind) else {
      throw .illegal(
        .stopImpossible, "\(subject) cannot be stopped by itself",
        help: "stop one of \(Self.kinds.map(\.name).joined(separator: ", "))")
    }
    let isNothingNew =
      stop.map { ($0.isRevoked || !isRevoked) && $0.side >= person.side } ?? false
    if isNothingNew, let stop {
      throw .illegal(
        .stopStands, "\(subject) is \(stop.word) already, by \(stop.by) for \(stop.incident)",
        help: "to lift it: mandate resume \(subject)")
    }
    try requireRightToStop(person, subjectUser)
    // What a stronger side stopped stays theirs to lift, though a weaker one ends the secrets.
    if let stop, stop.side > person.side {
      return OverrideLife(
        subject: subject,
        stop: Stop(
          isRevoked: true, incident: stop.incident, by: stop.by, at: stop.at, reason: stop.reason))
    }
    return OverrideLife(
      subject: subject,
      stop: Stop(
        isRevoked: isRevoked || stop?.isRevoked == true, incident: incident,
        by: Text(person.actor.description), at: now, reason: reason))
  }

  private func requireLift(
    _ incident: Text?, _ person: ActingPerson, _ subjectUser: Text?
  ) throws(LifeProblem) {
    guard let stop else {
      throw .illegal(
        .stopStands, "\(subject) is neither suspended nor revoked",
        help: "list what is with mandate get Override")
    }
    if let incident, incident != stop.incident {
      throw .illegal(
        .stopStands, "\(subject) is \(stop.word) for \(stop.incident), not for \(incident)",
        help: "name that incident, or leave --incident out")
    }
    try requireRightToLift(stop, person, subjectUser)
  }
}

// MARK: - The record of it

extension OverrideLife {
  /// What stands over `subject`, as recorded.
  package init(of subject: Address, recorded override: Resource?) {
    self.init(subject: subject, stop: override.map { Stop($0) })
  }

  /// The resource that records the stop; nil while nothing is stopped.
  package var resource: Resource? {
    guard let stop else { return nil }
    var spec = [Value](repeating: .absent, count: KindDescription.override.fields.count)
    spec[OverrideFields.state.index] = .text(Text(stop.word))
    spec[OverrideFields.incident.index] = .text(stop.incident)
    spec[OverrideFields.by.index] = .text(stop.by)
    spec[OverrideFields.at.index] = .text(stop.at.text)
    spec[OverrideFields.reason.index] = stop.reason.map(Value.text) ?? .absent
    return Resource(address: Address(.override, of: subject), labels: [], reason: nil, spec: spec)
  }
}

extension OverrideLife.Stop {
  init(_ override: Resource) {
    guard let incident = override[OverrideFields.incident].text,
      let by = override[OverrideFields.by].text,
      let at = override[OverrideFields.at].text.flatMap({ try? Instant(parsing: $0) })
    else { preconditionFailure("a stored override lacks a part; this is a bug in mandate") }
    self.init(
      isRevoked: override[OverrideFields.state].text?.is("revoked") == true, incident: incident,
      by: by, at: at, reason: override[OverrideFields.reason].text)
  }
}
