import AccessModel
import Diagnostics

/// What an application waits for.
package struct NextStep: Hashable, Sendable {
  /// In words, such as `qualification`.
  package let missing: String
  /// The command that does it.
  package let command: String
}

extension ApplicationLife {
  /// What comes before the submission of a Broker API application in prod, in this order.
  package static let preparation: [LifeStep.Name] = [.assess, .qualify, .test]

  /// The step that is owed; nil when the application is approved and nothing stands beside it.
  package func nextStep(inProduction: Bool) -> NextStep? {
    nextStepName(inProduction: inProduction).map {
      NextStep(missing: $0.noun, command: command(of: $0))
    }
  }

  private func nextStepName(inProduction: Bool) -> LifeStep.Name? {
    switch phase {
    case .enquiry: inProduction ? .assess : .submit
    case .assessed: inProduction ? .qualify : .submit
    case .qualified: inProduction ? .test : .submit
    case .tested, .draft, .rejected: .submit
    case .submitted: .start
    case .underReview: .approve
    case .approved: nil
    }
  }

  /// The first step of the preparation that was never recorded, or that the state asks for again.
  var missingPreparation: LifeStep.Name? {
    switch phase {
    case .enquiry: .assess
    case .assessed: .qualify
    case .qualified: .test
    default: Self.preparation.first { !hasStep($0) }
    }
  }

  /// The command that takes a step, as far as it can be written down beforehand.
  package func command(of step: LifeStep.Name) -> String {
    let rest: String
    switch step {
    case .submit:
      let person = form == .retail ? "retail:\(subject.name)" : "admin:\(subject.institution)/USER"
      return "mandate app submit \(subject) --as \(person)"
    case .enquiry, .materials: rest = " --step \(step.rawValue) --evidence TEXT"
    case .assess: rest = " --boundary SELECTORS"
    case .test: rest = " --evidence TEXT --sandbox-application NAME"
    case .qualify, .start, .approve, .reject: rest = ""
    }
    return "mandate \(step.command) \(subject)\(rest) --as staff:NAME"
  }
}

extension LifeStep.Name {
  /// What the step is called.
  var noun: String {
    switch self {
    case .enquiry: "enquiry"
    case .materials: "materials"
    case .assess: "assessment"
    case .qualify: "qualification"
    case .test: "environment test"
    case .submit: "submission"
    case .start: "review"
    case .approve: "decision"
    case .reject: "rejection"
    }
  }

  /// As in `it cannot be assessed`.
  var past: String {
    switch self {
    case .enquiry, .materials: "recorded"
    case .assess: "assessed"
    case .qualify: "qualified"
    case .test: "tested"
    case .submit: "submitted"
    case .start: "taken under review"
    case .approve: "approved"
    case .reject: "rejected"
    }
  }
}
