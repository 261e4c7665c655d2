package import AccessModel
package import Diagnostics

/// A mail that is owed because of a decision, and what became of it.
package struct Mail: Hashable, Sendable {
  package enum Template: String, Sendable {
    case approved = "application-approved"
    case rejected = "application-rejected"
  }

  package enum State: String, Sendable {
    case queued, sent, failed
  }

  /// The name of its record.
  package let id: Text
  package let to: Text
  package let template: Template
  package let subject: Text
  package let at: Instant
  package let note: Text?
  package let state: State
  package let attempts: Int
  package let lastAttempt: Instant?
  package let problem: Text?

  private init(
    id: Text, to: Text, template: Template, subject: Text, at: Instant, note: Text?, state: State,
    attempts: Int, lastAttempt: Instant?, problem: Text?
  ) {
    self.id = id
    self.to = to
    self.template = template
    self.subject = subject
    self.at = at
    self.note = note
    self.state = state
    self.attempts = attempts
    self.lastAttempt = lastAttempt
    self.problem = problem
  }

  /// The mail that a decision owes; nil for a step that decides nothing.
  package init?(
    _ id: Text, to address: Email, on step: LifeStep, of subject: Address
  ) {
    let template: Template
    switch step.name {
    case .approve: template = .approved
    case .reject: template = .rejected
    case .enquiry, .materials, .assess, .qualify, .test, .submit, .start: return nil
    }
    self.init(
      id: id, to: address.written, template: template, subject: Text(subject.text), at: step.at,
      note: step.note, state: .queued, attempts: 0, lastAttempt: nil, problem: nil)
  }

  /// The mail after an attempt; `problem` says why it failed, nil that it was sent.
  package func tried(at now: Instant, problem: Text?) -> Mail {
    Mail(
      id: id, to: to, template: template, subject: subject, at: at, note: note,
      state: problem == nil ? .sent : .failed, attempts: attempts + 1, lastAttempt: now,
      problem: problem)
  }

  /// The first id that none of `known` has; ids count up from 1.
  package static func nextID(after known: some Sequence<Text>) -> Int {
    (known.lazy.compactMap { Int($0.string) }.max() ?? 0) + 1
  }

  /// The id as the number that it is.
  package var number: Int { Int(id.string) ?? 0 }
}

extension Mail {
  /// A mail as recorded.
  package init(_ record: Resource) {
    typealias Fields = NotificationFields
    guard let to = record[Fields.to].text, let subject = record[Fields.subject].text,
      let template = record[Fields.template].text.flatMap({ Template(rawValue: $0.string) }),
      let at = record[Fields.at].text.flatMap({ try? Instant(parsing: $0) })
    else { preconditionFailure("a stored mail lacks a part; this is a bug in mandate") }
    self.init(
      id: record.address.name, to: to, template: template, subject: subject, at: at,
      note: record[Fields.note].text,
      state: record[Fields.state].text.flatMap { State(rawValue: $0.string) } ?? .queued,
      attempts: Int(record[Fields.attempts].integer ?? 0),
      lastAttempt: record[Fields.lastAttempt].text.flatMap { try? Instant(parsing: $0) },
      problem: record[Fields.problem].text)
  }

  /// The resource that records it.
  package var resource: Resource {
    typealias Fields = NotificationFields
    var spec = [Value](repeating: .absent, count: KindDescription.notification.fields.count)
    spec[Fields.to.index] = .text(to)
    spec[Fields.template.index] = .text(Text(template.rawValue))
    spec[Fields.subject.index] = .text(subject)
    spec[Fields.at.index] = .text(at.text)
    spec[Fields.note.index] = note.map(Value.text) ?? .absent
    spec[Fields.state.index] = state == .queued ? .absent : .text(Text(state.rawValue))
    spec[Fields.attempts.index] = attempts == 0 ? .absent : .integer(Int64(attempts))
    spec[Fields.lastAttempt.index] = lastAttempt.map { .text($0.text) } ?? .absent
    spec[Fields.problem.index] = problem.map(Value.text) ?? .absent
    return Resource(
      address: Address(.notification, name: id), labels: [], reason: nil, spec: spec)
  }
}
