import AccessModel
import Diagnostics

extension ApplicationLife {
  /// Whether this person may take the step (model, section 5).
  func requireRight(
    to step: LifeStep.Name, _ person: ActingPerson, _ grounds: LifeGrounds
  ) throws(LifeProblem) {
    switch step {
    case .submit: try requireApplicant(person)
    case .assess where state == .approved:
      // Beside a standing approval a new boundary decides at once what may be granted.
      try requireRole(["reviewer"], of: person, for: step)
    case .enquiry, .materials, .assess, .test:
      try requireRole(["reviewer", "operations"], of: person, for: step)
    case .qualify: try requireRole(["compliance"], of: person, for: step)
    case .start, .approve, .reject:
      try requireRole(["reviewer"], of: person, for: step)
      try requireOther(person, grounds)
    }
  }

  private func requireApplicant(_ person: ActingPerson) throws(LifeProblem) {
    if form == .retail {
      guard person.isClient(subject), !person.isStopped else {
        throw .forbidden(
          .applicantOnly, "\(person.actor) may not submit \(subject): only the client may",
          help: "the client submits it with --as retail:\(subject.name)")
      }
      return
    }
    guard person.hasFunction("openapi-application", of: subject.institution) else {
      throw .forbidden(
        .applicantOnly,
        "\(person.actor) is not an active person of \(subject.institution) with openapi-application",
        help: "act as admin:\(subject.institution)/USER, a user with that function")
    }
  }

  private func requireRole(
    _ roles: [String], of person: ActingPerson, for step: LifeStep.Name
  ) throws(LifeProblem) {
    guard !person.hasRole(roles) else { return }
    let words = roles.joined(separator: " or ")
    throw .forbidden(
      .staffRole, "\(person.actor) is not active staff with role \(words)",
      help: "\(step.command) is for an active StaffMember with role \(words)")
  }

  /// Nobody decides on what they submitted themselves, whichever hat they wear.
  private func requireOther(
    _ person: ActingPerson, _ grounds: LifeGrounds
  ) throws(LifeProblem) {
    let isSameActor = submitter == Text(person.actor.description)
    let isSamePerson = person.email != nil && person.email == grounds.submitterEmail
    guard isSameActor || isSamePerson else { return }
    throw .forbidden(
      .reviewerIsSubmitter, "\(person.actor) submitted \(subject) as \(submitter ?? "themselves")",
      help: "another reviewer decides on it")
  }
}
