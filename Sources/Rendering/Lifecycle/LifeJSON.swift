import AccessModel
import Diagnostics
package import Lifecycle

/// Lives of applications and mails for machines.
package enum LifeJSON {
  package static func applications(_ entries: [ApplicationEntry]) -> [UInt8] {
    JSONTree.array(entries.map(application)).prettyBytes
  }

  private static func application(_ entry: ApplicationEntry) -> JSONTree {
    let life = entry.life
    return .object([
      .init("address", .string(life.subject.text)),
      .init("state", .string(life.state.rawValue)),
      .init("amendment", .optional(life.amendment?.rawValue)),
      .init("since", .optional(life.since?.description)),
      .init("submittedBy", .optional(life.submitter?.string)),
      .init("submittedAt", .optional(life.lastSubmission?.at.description)),
      .init("attempts", .integer(Int64(life.attempts))),
      .init("expectedFrom", .optional(entry.expected?.lowerBound.text)),
      .init("expectedBy", .optional(entry.expected?.upperBound.text)),
      .init("overdue", .boolean(entry.isOverdue)),
      .init("missing", .optional(entry.next?.missing)),
      .init("next", .optional(entry.next?.command)),
      .init("mail", entry.mail.map(mail) ?? .null),
      .init("override", entry.stop.stop.map(stop) ?? .null),
    ])
  }

  private static func stop(_ stop: OverrideLife.Stop) -> JSONTree {
    .object([
      .init("state", .string(stop.word)), .init("incident", .string(stop.incident.string)),
      .init("by", .string(stop.by.string)), .init("since", .string(stop.at.description)),
    ])
  }

  package static func mails(_ mails: [Mail]) -> [UInt8] {
    JSONTree.array(mails.map(mail)).prettyBytes
  }

  private static func mail(_ mail: Mail) -> JSONTree {
    .object([
      .init("id", .string(mail.id.string)), .init("state", .string(mail.state.rawValue)),
      .init("to", .string(mail.to.string)), .init("template", .string(mail.template.rawValue)),
      .init("subject", .string(mail.subject.string)), .init("at", .string(mail.at.description)),
      .init("note", .optional(mail.note?.string)),
      .init("attempts", .integer(Int64(mail.attempts))),
      .init("lastAttempt", .optional(mail.lastAttempt?.description)),
      .init("problem", .optional(mail.problem?.string)),
    ])
  }
}
