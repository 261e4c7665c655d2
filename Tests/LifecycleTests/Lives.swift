import AccessModel
import Diagnostics
import Lifecycle

/// Applications at every place of their lives.
enum Lives {
  static let content: Text = "11"
  static let other: Text = "22"

  /// A place: a state, alone or with an amendment beside it.
  struct Place: Hashable, CustomStringConvertible {
    let state: ApplicationState
    let amendment: ApplicationState?

    var description: String {
      amendment.map { "\(state.rawValue)+\($0.rawValue)" } ?? state.rawValue
    }

    /// Every place that there is.
    static let all: [Place] =
      ApplicationState.allCases.map { Place(state: $0, amendment: nil) }
      + [.submitted, .underReview, .rejected].map { Place(state: .approved, amendment: $0) }
  }

  static func subject(_ form: ApplicationForm) -> Address {
    switch form {
    case .trading: People.trading
    case .broker: People.broker
    case .retail: People.retail
    }
  }

  /// The steps that a broker application has behind it in prod.
  static let preparation: [LifeStep.Name] = [.assess, .qualify, .test]

  static func life(
    _ form: ApplicationForm, at place: Place, after steps: [LifeStep.Name] = preparation
  ) -> ApplicationLife {
    let submitter = form == .retail ? "retail:gwen" : "admin:harbour/amy"
    let all = steps + [.submit]
    return ApplicationLife(
      subject: subject(form), form: form, state: place.state, amendment: place.amendment,
      content: content, boundary: ["broker.order.*"], pinned: ["trade.order.place"],
      steps: all.enumerated().map { index, name in
        LifeStep(
          number: index + 1, name: name, at: Times.nine,
          by: Text(name == .submit ? submitter : "staff:ops"), note: nil,
          content: name == .submit ? content : nil)
      })
  }

  /// Grounds on which every step is possible.
  static func grounds(
    isProduction: Bool = false, _ change: (inout LifeGrounds) -> Void = { _ in }
  ) -> LifeGrounds {
    var grounds = LifeGrounds(
      isProduction: isProduction, content: content, pins: ["trade.order.cancel"],
      hasActiveAccount: true, missingLicenceParts: [], hasActiveAPIUser: true,
      submitterEmail: nil)
    change(&grounds)
    return grounds
  }

  /// One move of every step.
  static func move(_ step: LifeStep.Name) -> LifeMove {
    switch step {
    case .enquiry: .record(.enquiry, evidence: "mail 7")
    case .materials: .record(.materials, evidence: "list 8")
    case .assess: .assess(boundary: ["*"])
    case .qualify: .qualify
    case .test: .test(evidence: "report 9", sandboxApplication: "trial")
    case .submit: .submit
    case .start: .start
    case .approve: .approve
    case .reject: .reject
    }
  }

  /// Somebody who may take a step, whatever it is.
  static func rightful(_ step: LifeStep.Name, _ form: ApplicationForm) -> ActingPerson {
    switch step {
    case .submit: People.person(form == .retail ? "retail:gwen" : "admin:harbour/amy")
    case .qualify: People.person("staff:com")
    case .enquiry, .materials, .assess, .test, .start, .approve, .reject:
      People.person("staff:rev")
    }
  }
}
