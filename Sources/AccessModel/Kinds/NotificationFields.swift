import Diagnostics

/// The slots of a `Notification`.
package enum NotificationFields {
  package static let to = KindDescription.notification.slot("to")
  package static let template = KindDescription.notification.slot("template")
  package static let subject = KindDescription.notification.slot("subject")
  package static let at = KindDescription.notification.slot("at")
  package static let note = KindDescription.notification.slot("note")
  package static let state = KindDescription.notification.slot("state")
  package static let attempts = KindDescription.notification.slot("attempts")
  package static let lastAttempt = KindDescription.notification.slot("lastAttempt")
  package static let problem = KindDescription.notification.slot("problem")
}

extension KindDescription {
  package static let notification = KindDescription(
    .notification, name: "Notification", ownership: .recorded, scope: .global,
    "A mail that is owed because of a decision, and what became of it.",
    fields: [
      Field("to", .text(.email), .required, "The address given at account opening."),
      Field(
        "template", .choice(["application-approved", "application-rejected"]), .required,
        "What the mail says."),
      Field(
        "subject", .text(.identifier(bytesMax: 160)), .required,
        "The address of what was decided."),
      Field("at", .text(.instant), .required, "When it was decided."),
      Field("note", .text(.line(scalarsMax: 500)), .optional, "The reason that was given."),
      Field(
        "state", .choice(["queued", "sent", "failed"]), .defaulted(.text("queued")),
        "Whether it is delivered."),
      Field(
        "attempts", .integer(0...1_000_000), .defaulted(.integer(0)), "How often it was tried."),
      Field("lastAttempt", .text(.instant), .optional, "When it was tried last."),
      Field("problem", .text(.line(scalarsMax: 500)), .optional, "Why the last try failed."),
    ])
}
