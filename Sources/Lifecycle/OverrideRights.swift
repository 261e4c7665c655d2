import AccessModel
import Diagnostics

/// Who may stop, and who may let go again (model, section 3).
extension OverrideLife {
  func requireRightToStop(_ person: ActingPerson) throws(LifeProblem) {
    guard !person.isStaff, !isOwnSide(person) else { return }
    throw .forbidden(
      .stopSide, "\(person.actor) may not stop \(subject)", help: whoMay)
  }

  private var whoMay: String {
    if subject.kind == .retailClient { return "the broker's staff and the client may" }
    let institution = subject.kind == .institution ? subject.name : subject.institution
    return "the broker's staff and the admins of \(institution) may"
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
    guard isOwnSide(person) else {
      throw .forbidden(.stopSide, "\(person.actor) may not resume \(subject)", help: whoMay)
    }
    guard !stop.isOfStaff else {
      throw .forbidden(
        .stopSide, "\(subject) was \(stop.word) by \(stop.by), and only staff lift that",
        help: "ask the broker's staff of role security")
    }
    if case .admin(_, let user) = person.actor, subjectUser == user {
      throw .forbidden(
        .stopSide, "\(person.actor) may not give back their own rights",
        help: "have another admin of \(subject.institution), or the broker's staff, resume it")
    }
  }

  /// Whether the subject is a thing of this person's institution, or the client themselves.
  private func isOwnSide(_ person: ActingPerson) -> Bool {
    if subject.kind == .retailClient { return person.isClient(subject) }
    let institution = subject.kind == .institution ? subject.name : subject.institution
    return person.hasFunction("user-management", of: institution)
  }
}
