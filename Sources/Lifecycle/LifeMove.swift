package import Diagnostics

/// What somebody asks to be done with an application.
package enum LifeMove: Hashable, Sendable {
  /// An enquiry or materials that came in.
  case record(Intake, evidence: Text)
  /// The agreed boundary: selectors of the endpoints that may ever be granted.
  case assess(boundary: [Text])
  case qualify
  case test(evidence: Text, sandboxApplication: Text)
  case submit, start, approve, reject

  /// What can be recorded without moving anything.
  package enum Intake: String, CaseIterable, Hashable, Sendable {
    case enquiry, materials
  }

  package var step: LifeStep.Name {
    switch self {
    case .record(.enquiry, _): .enquiry
    case .record(.materials, _): .materials
    case .assess: .assess
    case .qualify: .qualify
    case .test: .test
    case .submit: .submit
    case .start: .start
    case .approve: .approve
    case .reject: .reject
    }
  }

  /// What the step keeps in words; `reason` is what the actor gave beside it.
  func note(reason: Text?) -> Text? {
    switch self {
    case .record(_, let evidence): evidence
    case .test(let evidence, let application):
      Text("\(evidence); sandbox application \(application)")
    case .assess, .qualify, .submit, .start, .approve, .reject: reason
    }
  }
}
