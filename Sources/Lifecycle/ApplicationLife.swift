package import AccessModel
package import Diagnostics

/// The recorded life of one application, as a value.
package struct ApplicationLife: Hashable, Sendable {
  package let subject: Address
  package let form: ApplicationForm
  package let state: ApplicationState
  /// Where a change beside a standing approval stands; nil when there is none.
  package let amendment: ApplicationState?
  /// The digest of what was submitted last.
  package let content: Text?
  /// The ceiling that the assessment recorded; nil when there was none.
  package let boundary: [Text]?
  /// What the approval fixed.
  package let pinned: [Text]
  /// Everything that was done, oldest first.
  package let steps: [LifeStep]

  package init(
    subject: Address, form: ApplicationForm, state: ApplicationState, amendment: ApplicationState?,
    content: Text?, boundary: [Text]?, pinned: [Text], steps: [LifeStep]
  ) {
    self.subject = subject
    self.form = form
    self.state = state
    self.amendment = amendment
    self.content = content
    self.boundary = boundary
    self.pinned = pinned
    self.steps = steps
  }

  /// What is under way: the change beside a standing approval, else the application itself.
  package var phase: ApplicationState { amendment ?? state }

  /// Who submitted last, as written.
  package var submitter: Text? { lastSubmission?.by }

  package var lastSubmission: LifeStep? { steps.last { $0.name == .submit } }

  /// When it came to stand where it stands; nil when nothing moved it yet.
  package var since: Instant? { steps.last { !$0.name.isRecord }?.at }

  /// How often it was submitted.
  package var attempts: Int { steps.count { $0.name == .submit } }

  /// The state in words, the change beside it included.
  package var words: String {
    amendment.map { "\(state.rawValue), amendment \($0.rawValue)" } ?? state.rawValue
  }
}

// MARK: - The record of it

extension ApplicationLife {
  /// The life of `subject` as recorded, or its beginning; nil when `subject` is no application.
  package init?(of subject: Address, recorded review: Resource?) {
    guard let form = ApplicationForm(subject.kind) else { return nil }
    guard let review else {
      self.init(
        subject: subject, form: form, state: form.firstState, amendment: nil, content: nil,
        boundary: nil, pinned: [], steps: [])
      return
    }
    guard let state = review[ReviewFields.state].text.flatMap(ApplicationState.init(written:))
    else { preconditionFailure("a stored review without a state; this is a bug in mandate") }
    let boundary = review[ReviewFields.boundary]
    self.init(
      subject: subject, form: form, state: state,
      amendment: review[ReviewFields.amendment].text.flatMap(ApplicationState.init(written:)),
      content: review[ReviewFields.content].text,
      boundary: boundary.isAbsent ? nil : boundary.texts,
      pinned: review[ReviewFields.pinned].texts,
      steps: review[ReviewFields.steps].elements.map { LifeStep($0) })
  }

  /// The resource that records it.
  package var resource: Resource {
    let fields = KindDescription.review.fields
    var spec = [Value](repeating: .absent, count: fields.count)
    spec[ReviewFields.state.index] = .text(Text(state.rawValue))
    spec[ReviewFields.amendment.index] = amendment.map { .text(Text($0.rawValue)) } ?? .absent
    spec[ReviewFields.content.index] = content.map(Value.text) ?? .absent
    spec[ReviewFields.boundary.index] = Value.set(boundary ?? [])
    spec[ReviewFields.pinned.index] = Value.set(pinned)
    spec[ReviewFields.steps.index] =
      steps.isEmpty ? .absent : .list(steps.sorted { $0.number < $1.number }.map(\.value))
    return Resource(address: Address(.review, of: subject), labels: [], reason: nil, spec: spec)
  }
}

extension ApplicationState {
  init?(written text: Text) { self.init(rawValue: text.string) }
}

extension Value {
  /// A canonical set of texts; absent when there are none.
  static func set(_ texts: [Text]) -> Value {
    texts.isEmpty ? .absent : .list(Set(texts).sorted().map(Value.text))
  }
}
