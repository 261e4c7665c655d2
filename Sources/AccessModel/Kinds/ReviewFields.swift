/// The slots of a `Review` and of its steps.
package enum ReviewFields {
  package static let state = KindDescription.review.slot("state")
  package static let amendment = KindDescription.review.slot("amendment")
  package static let content = KindDescription.review.slot("content")
  package static let boundary = KindDescription.review.slot("boundary")
  package static let pinned = KindDescription.review.slot("pinned")
  package static let steps = KindDescription.review.slot("steps")

  /// One thing that somebody did.
  package static let step = ObjectShape([
    Field("number", .integer(1...1_000_000), .required, "Its place in the history, from 1."),
    Field(
      "step",
      .choice([
        "enquiry", "materials", "assess", "qualify", "test", "submit", "start", "approve", "reject",
      ]), .required, "What was done."),
    Field("at", .text(.instant), .required, "When."),
    Field("by", .text(.identifier(bytesMax: 160)), .required, "The actor."),
    Field("note", .text(.line(scalarsMax: 1024)), .optional, "The evidence, or the reason given."),
    Field(
      "content", .text(.sha256), .optional,
      "SHA-256 of the application's canonical content that was submitted."),
  ])

  package static let number = step.slot("number")
  package static let stepName = step.slot("step")
  package static let at = step.slot("at")
  package static let by = step.slot("by")
  package static let note = step.slot("note")
  package static let stepContent = step.slot("content")
}

extension KindDescription {
  package static let review = KindDescription(
    .review, name: "Review", ownership: .recorded, scope: .either,
    "The recorded life of an application: every step of its review, and what its approval fixed. "
      + "Its name is the kind and the name of the application.",
    fields: [
      Field(
        "state",
        .choice([
          "enquiry", "assessed", "qualified", "tested", "draft", "submitted", "under-review",
          "approved", "rejected",
        ]), .required, "Where the application stands."),
      Field(
        "amendment", .choice(["submitted", "under-review", "rejected"]), .optional,
        "Where a change beside a standing approval stands."),
      Field(
        "content", .text(.sha256), .optional,
        "SHA-256 of the application's canonical content as last submitted."),
      Field(
        "boundary", .list(of: .selector), .optional,
        "The ceiling of the endpoints that may ever be granted, as assessed."),
      Field(
        "pinned", .list(of: .text(.endpointID)), .optional,
        "The endpoints of class trade, funds and admin that the approval fixed."),
      Field(
        "steps", .list(of: ReviewFields.step, keyed: "number"), .optional, "What was done."),
    ])
}
