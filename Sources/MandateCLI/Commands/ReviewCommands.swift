import AccessModel
import Diagnostics
import Lifecycle

extension CommandDeclaration {
  private static let brokerApplications = [
    Operand("ADDRESS", "BrokerApplication/INST/NAME", count: 1...1_000)
  ]
  private static let applications = [
    Operand("ADDRESS", "the address of an application", count: 1...1_000)
  ]

  static let reviewRecord = CommandDeclaration(
    "review record", "records an enquiry or materials that came in",
    operands: applications,
    options: [
      OptionDeclaration("--step", value: "STEP", "enquiry or materials"),
      OptionDeclaration("--evidence", value: "TEXT", "what came in, such as the id of a message"),
      .full, .propose,
    ],
    examples: [
      "mandate review record BrokerApplication/lantern-wealth/platform --step enquiry "
        + "--evidence 'mail 2026-11-02 from nora.chiu' --as staff:omar-reyes"
    ],
    run: { invocation throws(CommandFailure) in
      try ApplicationCommand.run(invocation) { () throws(CommandFailure) in
        let word = try invocation.needed("--step")
        guard let intake = LifeMove.Intake(rawValue: word) else {
          throw .usage("--step: there is no step `\(word)`", help: "write enquiry or materials")
        }
        return .record(intake, evidence: try invocation.recordedText("--evidence"))
      }
    })

  static let reviewAssess = CommandDeclaration(
    "review assess", "records the agreed boundary: the ceiling of what may ever be granted",
    operands: brokerApplications,
    options: [
      OptionDeclaration(
        "--boundary", value: "SELECTORS", "selectors of endpoints, with commas between them"),
      .full, .propose,
    ],
    examples: [
      "mandate review assess BrokerApplication/lantern-wealth/platform "
        + "--boundary 'broker.order.*,set:broker-readonly' --as staff:omar-reyes"
    ],
    run: { invocation throws(CommandFailure) in
      try ApplicationCommand.run(invocation) { () throws(CommandFailure) in
        .assess(boundary: try invocation.selectors("--boundary"))
      }
    })

  static let reviewQualify = CommandDeclaration(
    "review qualify", "records that compliance has qualified the institution",
    operands: brokerApplications, options: [.full, .propose],
    examples: [
      "mandate review qualify BrokerApplication/lantern-wealth/platform --as staff:lin-zhao"
    ],
    run: { invocation throws(CommandFailure) in
      try ApplicationCommand.run(invocation) { .qualify }
    })

  static let reviewTest = CommandDeclaration(
    "review test", "records the proof of the integration in sandbox or uat",
    operands: brokerApplications,
    options: [
      OptionDeclaration("--evidence", value: "TEXT", "what shows it, such as a report"),
      OptionDeclaration(
        "--sandbox-application", value: "NAME", "the application that it was done with"),
      .full, .propose,
    ],
    examples: [
      "mandate review test BrokerApplication/lantern-wealth/platform --evidence 'report UAT-88' "
        + "--sandbox-application platform --as staff:omar-reyes"
    ],
    run: { invocation throws(CommandFailure) in
      try ApplicationCommand.run(invocation) { () throws(CommandFailure) in
        .test(
          evidence: try invocation.recordedText("--evidence"),
          sandboxApplication: try invocation.name("--sandbox-application"))
      }
    })

  static let reviewStart = decision("start", "takes submitted applications under review", .start)

  static let reviewApprove = decision(
    "approve", "approves applications as they were submitted, and fixes what they may reach",
    .approve)

  static let reviewReject = decision(
    "reject", "rejects applications; a standing approval beside an amendment stays", .reject)

  private static func decision(
    _ word: String, _ summary: String, _ move: LifeMove
  ) -> CommandDeclaration {
    CommandDeclaration(
      "review \(word)", summary,
      details: "By staff with role reviewer, and never by whoever submitted it.",
      operands: applications, options: [.full, .propose],
      examples: [
        "mandate review \(word) TradingApplication/harbour-capital/desks --as staff:grace-ho"
      ],
      run: { invocation throws(CommandFailure) in
        try ApplicationCommand.run(invocation) { move }
      })
  }
}
