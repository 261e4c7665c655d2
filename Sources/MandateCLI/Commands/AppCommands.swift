import Lifecycle

extension CommandDeclaration {
  static let appSubmit = CommandDeclaration(
    "app submit", "submits applications for review",
    details: """
      By an active person of the institution with the function openapi-application, or by the retail \
      client. Submitting an approved application again asks for an amendment, beside which the \
      approval stands until the decision.
      """,
    operands: [
      Operand("ADDRESS", "the address of an application", count: 1...1_000)
    ],
    options: [.full, .propose],
    examples: [
      "mandate app submit TradingApplication/harbour-capital/desks "
        + "--as admin:harbour-capital/mei-chan",
      "mandate app submit RetailClient/gwen-parry --as retail:gwen-parry",
    ],
    run: { invocation throws(CommandFailure) in
      try ApplicationCommand.run(invocation) { .submit }
    })

  static let appStatus = CommandDeclaration(
    "app status", "where applications stand, and who owes the next step",
    operands: [
      Operand("ADDRESS", "only these applications; default: all", count: 0...1_000)
    ],
    options: [
      OptionDeclaration("--overdue", "only those whose decision is late: the staff's work queue"),
      OptionDeclaration("--institution", value: "I", "only of this institution"),
      OptionDeclaration("--format", value: "F", "text or json; default text"),
    ],
    examples: ["mandate app status", "mandate app status --overdue --format json"],
    run: { invocation throws(CommandFailure) in try AppStatusCommand(invocation).run() })
}
