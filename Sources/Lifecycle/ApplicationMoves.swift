package import AccessModel
package import Diagnostics

extension ApplicationLife {
  /// The life after a step.
  ///
  /// What is wrong as things stand is said before who may do it.
  package func taking(
    _ move: LifeMove, by person: ActingPerson, at now: Instant, reason: Text? = nil,
    on grounds: LifeGrounds
  ) throws(LifeProblem) -> ApplicationLife {
    let next = try nextPhase(move.step, grounds)
    try requireGrounds(for: move.step, grounds)
    try requireRight(to: move.step, person, grounds)
    let step = LifeStep(
      number: (steps.last?.number ?? 0) + 1, name: move.step, at: now,
      by: Text(person.actor.description), note: move.note(reason: reason),
      content: move == .submit ? grounds.content : nil)
    // Beside a standing approval only the amendment moves, until it is approved itself.
    let isBeside = state == .approved
    let boundary: [Text]? = if case .assess(let agreed) = move { agreed } else { self.boundary }
    return ApplicationLife(
      subject: subject, form: form, state: isBeside ? .approved : next,
      amendment: isBeside && next != .approved ? next : nil,
      content: move == .submit ? grounds.content : content, boundary: boundary,
      pinned: move == .approve ? grounds.pins : pinned, steps: steps + [step])
  }

  /// Whether submitting `content` would repeat what was rejected word for word.
  package func repeatsRejection(_ content: Text) -> Bool {
    phase == .rejected && self.content == content
  }

  // MARK: Order

  private func nextPhase(
    _ step: LifeStep.Name, _ grounds: LifeGrounds
  ) throws(LifeProblem) -> ApplicationState {
    let isRepeated = step == .submit && phase.waitsForDecision && content == grounds.content
    guard !isRepeated, let next = phase(after: step, inProduction: grounds.isProduction) else {
      throw orderProblem(step, grounds)
    }
    return next
  }

  /// Where `step` leads from here; nil where it is not due.
  ///
  /// Assessment, qualification and test may be repeated while nothing waits for a decision.
  private func phase(
    after step: LifeStep.Name, inProduction: Bool
  ) -> ApplicationState? {
    switch step {
    case .enquiry, .materials: phase
    case .assess, .qualify, .test: form == .broker ? phase(afterPreparing: step) : nil
    case .submit: phaseAfterSubmission(inProduction: inProduction)
    case .start: phase == .submitted ? .underReview : nil
    case .approve: phase == .underReview ? .approved : nil
    case .reject: phase == .underReview ? .rejected : nil
    }
  }

  private func phase(afterPreparing step: LifeStep.Name) -> ApplicationState? {
    switch (step, phase) {
    case (_, .approved), (_, .rejected): phase
    case (.assess, .enquiry), (.assess, .assessed), (.assess, .qualified), (.assess, .tested):
      .assessed
    case (.qualify, .assessed): .qualified
    case (.test, .qualified): .tested
    default: nil
    }
  }

  private func phaseAfterSubmission(inProduction: Bool) -> ApplicationState? {
    switch phase {
    case .enquiry, .assessed, .qualified: inProduction ? nil : .submitted
    case .tested, .draft, .rejected, .approved: .submitted
    // Changed since: the review begins again with what stands now.
    case .submitted, .underReview: .submitted
    }
  }

  private func orderProblem(_ step: LifeStep.Name, _ grounds: LifeGrounds) -> LifeProblem {
    switch step {
    case _ where Self.preparation.contains(step) && form != .broker:
      return .illegal(
        .applicationStepOrder,
        "\(subject) is no BrokerApplication, and only those are \(step.past)",
        help: nextHelp(grounds))
    case .submit where phase.waitsForDecision:
      let at = lastSubmission?.at.shortText ?? "before"
      return .illegal(
        .applicationStepOrder,
        "\(subject) was submitted \(at) and has not changed since; it is \(words)",
        help: nextHelp(grounds))
    case .submit:
      return missingStep(grounds)
    default:
      return .illegal(
        .applicationStepOrder, "\(subject) is \(words), so it cannot be \(step.past) now",
        help: nextHelp(grounds))
    }
  }

  private func nextHelp(_ grounds: LifeGrounds) -> String {
    guard let next = nextStep(inProduction: grounds.isProduction) else {
      return "nothing is owed; a change is asked for with mandate app submit \(subject)"
    }
    return "next: \(next.command)"
  }

  // MARK: Grounds

  private func requireGrounds(
    for step: LifeStep.Name, _ grounds: LifeGrounds
  ) throws(LifeProblem) {
    switch step {
    case .submit: try requireReadiness(grounds)
    case .approve: try requireApprovable(grounds)
    case .enquiry, .materials, .assess, .qualify, .test, .start, .reject: break
    }
  }

  private func requireReadiness(_ grounds: LifeGrounds) throws(LifeProblem) {
    guard grounds.hasActiveAccount else {
      let holder = form == .retail ? "the client" : "institution \(subject.institution)"
      throw .illegal(
        .applicationNotReady, "\(subject) cannot be submitted: \(holder) has no ACTIVE account",
        help: "staff finish the account opening and apply the account as ACTIVE")
    }
    guard form == .retail || !grounds.isProduction || grounds.missingLicenceParts.isEmpty else {
      let missing = grounds.missingLicenceParts.map { "`\($0)`" }.joined(separator: ", ")
      throw .illegal(
        .applicationNotReady,
        "\(subject) cannot be submitted: the licence of \(subject.institution) has no \(missing)",
        help: "staff complete `licence` of Institution/\(subject.institution)")
    }
  }

  private func requireApprovable(_ grounds: LifeGrounds) throws(LifeProblem) {
    guard content == grounds.content else {
      let submission = lastSubmission.map { " on \($0.at.shortText) by \($0.by)" } ?? ""
      throw .illegal(
        .applicationChanged, "\(subject) has changed since it was submitted\(submission)",
        help: "have it submitted again: \(command(of: .submit))",
        "or apply the content that was submitted")
    }
    guard form == .broker else { return }
    if grounds.isProduction, Self.preparation.contains(where: { !hasStep($0) }) {
      throw missingStep(grounds)
    }
    guard grounds.hasActiveAPIUser else {
      throw .illegal(
        .applicationNotReady, "\(subject) cannot be approved: none of its API users is active",
        help: "declare an active PortalUser of \(subject.institution) in `apiUsers`")
    }
  }

  func hasStep(_ name: LifeStep.Name) -> Bool { steps.contains { $0.name == name } }

  private func missingStep(_ grounds: LifeGrounds) -> LifeProblem {
    let missing = missingPreparation ?? .assess
    return .illegal(
      .applicationStepMissing,
      "in prod \(subject) needs its \(missing.noun) first, and none is recorded",
      help: phase == .underReview
        ? "reject it, then: \(command(of: missing))" : "next: \(command(of: missing))")
  }
}
