import Lifecycle

extension CommandDeclaration {
  static let agreementList = CommandDeclaration(
    "agreement list", "the texts that owners of keys accept, and which the actor has accepted",
    options: [
      OptionDeclaration(
        "--product", value: "P", "only of trading-retail, trading-institutional or broker"),
      OptionDeclaration("--format", value: "F", "text or json; default text"),
    ],
    examples: [
      "mandate agreement list --product broker",
      "mandate agreement list --as trader:harbour-capital/amy-lau",
    ],
    run: { invocation throws(CommandFailure) in try AgreementListing(invocation).run() })

  static let agreementShow = CommandDeclaration(
    "agreement show", "prints a text with its title and SHA-256",
    details: "The wording of a declared Agreement is published elsewhere; its digest is shown.",
    operands: [Operand("TEXT[@VERSION]", "such as api-agreement or api-agreement@1")],
    examples: ["mandate agreement show risk-warning@1"],
    run: { invocation throws(CommandFailure) in try AgreementShowing(invocation).run() })

  static let agreementAccept = CommandDeclaration(
    "agreement accept", "records that the actor accepts texts as they are now",
    details: """
      By the active owner of keys alone, as trader:INST/USER or retail:NAME. A later version, or another \
      wording of the same one, makes the acceptance stale: live keys go on, and nothing is registered, \
      generated or reset until it is accepted too.
      """,
    operands: [Operand("TEXT@VERSION", "such as api-agreement@1", count: 1...100)],
    examples: [
      "mandate agreement accept api-agreement@1 disclaimer@1 --as trader:harbour-capital/amy-lau",
      "mandate agreement accept api-agreement@1 risk-warning@1 --as retail:gwen-parry",
    ],
    run: { invocation throws(CommandFailure) in
      try RecordCommand.attempting(invocation) { () throws(CommandFailure) in
        try AgreementAccepting(invocation).run()
      }
    })
}
