import AccessModel
import Diagnostics

/// Who may stop, and who may let go again (model, section 3).
extension OverrideLife {
  func requireRightToStop(
    _ person: ActingPerson, _ subjectUser: Text?
  ) throws(LifeProblem) {
    guard !person.isStaff, !isOwnSide(person), !isOwner(person, subjectUser) else { return }
    throw .forbidden(
      .stopSide, "\(person.actor) may not stop \(subject)", help: whoMay)
  }

  private var whoMay: String {
    if subject.kind == .retailClient { return "the broker's staff and the client may" }
    let institution = subject.kind == .institution ? subject.name : subject.institution
    guard subject.kind == .key else {
      return "the broker's staff and the admins of \(institution) may"
    }
    return institution.isEmpty
      ? "the broker's staff and the client may"
      : "the broker's staff, the admins of \(institution) and the owner of the key may"
  }

  func requireRightToLift(
    _ stop: Stop, _ person: ActingPerson, _ subjectUser: Text?
  ) throws(LifeProblem) {
    if person.isStaff {
      guard !stop.isOfStaff || person.hasRole(["security"]) else {
        throw .forbidden(
          .staffRole, "\(subject) was \(stop.word) by \(stop.by), and staff:security lifts that",
          help: "act as an active StaffMember with role security")
      }
      return
    }
    let isOwner = isOwner(person, subjectUser)
    guard isOwner || isOwnSide(person) else {
      throw .forbidden(.stopSide, "\(person.actor) may not resume \(subject)", help: whoMay)
    }
    guard !stop.isOfStaff else {
      throw .forbidden(
        .stopSide, "\(subject) was \(stop.word) by \(stop.by), and only staff lift that",
        help: "ask the broker's staff of role security")
    }
    // An owner takes back only what the owner did: who stopped them had a reason.
    guard !isOwner || stop.side == .owner else {
      throw .forbidden(
        .stopSide, "\(subject) was \(stop.word) by \(stop.by), and its owner does not lift that",
        help: "ask an admin of \(subject.institution), or the broker's staff")
    }
    if case .admin(_, let user) = person.actor, subjectUser == user {
      throw .forbidden(
        .stopSide, "\(person.actor) may not give back their own rights",
        help: "have another admin of \(subject.institution), or the broker's staff, resume it")
    }
  }

  /// Whether the subject is a key of this person's own.
  private func isOwner(_ person: ActingPerson, _ subjectUser: Text?) -> Bool {
    subject.kind == .key && person.owns(keyOf: subjectUser, in: subject.institution)
  }

  /// Whether the subject is a thing of this person's institution, or the client themselves.
  private func isOwnSide(_ person: ActingPerson) -> Bool {
    if subject.kind == .retailClient { return person.isClient(subject) }
    let institution = subject.kind == .institution ? subject.name : subject.institution
    return person.hasFunction("user-management", of: institution)
  }
}

extension ActingPerson {
  /// The side for which they stop things.
  var side: OverrideLife.Side {
    if isStaff { return .staff }
    if case .admin = actor { return .admin }
    return .owner
  }
}

extension KeyRecord {
  /// Throws `stop-stands` when the key application has ended, which is for good.
  package func requireNotEnded() throws(LifeProblem) {
    guard state == .deleted else { return }
    let when = ending.map { " since \($0.at)" } ?? ""
    throw .illegal(
      .stopStands, "\(address) has ended\(when), and no secret of it is alive",
      help: "its owner registers another: mandate key register \(commandWords)")
  }
}
