package import AccessModel
package import Diagnostics

/// One thing that somebody did in the life of an application; never changed afterwards.
package struct LifeStep: Hashable, Sendable {
  /// What was done, as `Review` names it.
  package enum Name: String, CaseIterable, Hashable, Sendable {
    case enquiry, materials, assess, qualify, test, submit, start, approve, reject

    /// The words of the command that does it.
    package var command: String {
      switch self {
      case .enquiry, .materials: "review record"
      case .submit: "app submit"
      case .assess, .qualify, .test, .start, .approve, .reject: "review \(rawValue)"
      }
    }

    /// Whether it only adds to the file and moves nothing.
    package var isRecord: Bool { self == .enquiry || self == .materials }
  }

  /// Its place in the history, from 1.
  package let number: Int
  package let name: Name
  package let at: Instant
  /// The actor, as written.
  package let by: Text
  /// The evidence, or the reason given.
  package let note: Text?
  /// What was submitted, as its digest.
  package let content: Text?

  package init(number: Int, name: Name, at: Instant, by: Text, note: Text?, content: Text?) {
    self.number = number
    self.name = name
    self.at = at
    self.by = by
    self.note = note
    self.content = content
  }
}

extension LifeStep {
  /// What a stored review says of one step; its descriptions have been checked when it was read.
  init(_ value: Value) {
    guard let number = value[ReviewFields.number].integer,
      let name = value[ReviewFields.stepName].text.flatMap({ Name(rawValue: $0.string) }),
      let at = value[ReviewFields.at].text.flatMap({ try? Instant(parsing: $0) }),
      let by = value[ReviewFields.by].text
    else { preconditionFailure("a stored step lacks a required part; this is a bug in mandate") }
    self.init(
      number: Int(number), name: name, at: at, by: by, note: value[ReviewFields.note].text,
      content: value[ReviewFields.stepContent].text)
  }

  var value: Value {
    var slots = [Value](repeating: .absent, count: ReviewFields.step.fields.count)
    slots[ReviewFields.number.index] = .integer(Int64(number))
    slots[ReviewFields.stepName.index] = .text(Text(name.rawValue))
    slots[ReviewFields.at.index] = .text(at.text)
    slots[ReviewFields.by.index] = .text(by)
    slots[ReviewFields.note.index] = note.map(Value.text) ?? .absent
    slots[ReviewFields.stepContent.index] = content.map(Value.text) ?? .absent
    return .object(slots)
  }
}
