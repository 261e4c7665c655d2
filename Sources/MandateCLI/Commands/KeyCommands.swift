import Lifecycle

extension CommandDeclaration {
  private static let principal = Operand(
    "PRINCIPAL",
    "TraderAuthorization/INST/NAME, BrokerApplication/INST/NAME/USER, RetailClient/NAME, or a key id"
  )

  private static let name = OptionDeclaration(
    "--name", value: "KEYNAME", "the name that the owner gives the key")

  private static let sinks = [
    OptionDeclaration(
      "--secret-file", value: "FILE", "a new file for the secret; default: the terminal"),
    OptionDeclaration("--secret-fd", value: "N", "an open descriptor for the secret"),
  ]

  static let keyRegister = CommandDeclaration(
    "key register", "registers a key application: a name, and the texts accepted before",
    details: """
      By the owner alone: the user of a live authorization or Broker API application as \
      trader:INST/USER, or a retail client with an approved application as retail:NAME. The first \
      registration accepts the invitation that the authorization was.
      """,
    operands: [principal], options: [name],
    examples: [
      "mandate key register TraderAuthorization/harbour-capital/amy-lau --name desk-bot "
        + "--as trader:harbour-capital/amy-lau",
      "mandate key register RetailClient/gwen-parry --name phone --as retail:gwen-parry",
    ],
    run: { invocation throws(CommandFailure) in
      try RecordCommand.attempting(invocation) { () throws(CommandFailure) in
        try KeyRegistering(invocation).run()
      }
    })

  static let keyGenerate = CommandDeclaration(
    "key generate", "makes the first secret of a registered key and shows it once",
    details: """
      Asks for the owner's presence by the store's verifier. The secret goes to a new file, to an open \
      descriptor, or to the terminal, as two lines `app-key ID` and `app-secret TOKEN`, and is never \
      shown again. What is chosen here stays for the life of the key; the rights of traders and API \
      users follow the register.
      """,
    operands: [principal],
    options: [name] + sinks + [
      OptionDeclaration(
        "--ip", value: "CIDR", isRepeatable: true, "an address block that may use the key"),
      OptionDeclaration("--unrestricted", "retail: any address may use the key"),
      OptionDeclaration("--account", value: "A", "retail: the one account, by name or number"),
      OptionDeclaration(
        "--scope", value: "SELECTOR", isRepeatable: true,
        "retail: endpoints, a prefix such as orders.*, or set:NAME"),
      OptionDeclaration(
        "--third-party", value: "NAME", "retail: the application of others that it is for"),
    ],
    examples: [
      "mandate key generate TraderAuthorization/harbour-capital/amy-lau --name desk-bot "
        + "--secret-file amy.key --as trader:harbour-capital/amy-lau",
      "mandate key generate RetailClient/gwen-parry --name phone --account isa "
        + "--scope set:trading-readonly --ip 203.0.113.9 --secret-fd 3 --as retail:gwen-parry 3>phone.key",
    ],
    run: { invocation throws(CommandFailure) in
      try RecordCommand.attempting(invocation) { () throws(CommandFailure) in
        try KeyGenerating(invocation).run()
      }
    })

  static let keyReset = CommandDeclaration(
    "key reset", "makes a new secret and retires the old one",
    details: """
      Traders and API users: the new secret works at once, the old one for ten days more or less if the \
      key policy says so; an older one in its tail ends now. Retail: a new pair, and the old one ends at \
      once. Also the way on when a secret was lost or never delivered.
      """,
    operands: [principal], options: [name] + sinks,
    examples: [
      "mandate key reset TraderAuthorization/harbour-capital/amy-lau --name desk-bot "
        + "--secret-file amy-2.key --as trader:harbour-capital/amy-lau"
    ],
    run: { invocation throws(CommandFailure) in
      try RecordCommand.attempting(invocation) { () throws(CommandFailure) in
        try KeyResetting(invocation).run()
      }
    })

  static let keyDelete = CommandDeclaration(
    "key delete", "ends a key application with every secret of it, now and for good",
    details: "By the owner, also while suspended. It cannot be taken back; the name is free again.",
    operands: [principal], options: [name],
    examples: [
      "mandate key delete TraderAuthorization/harbour-capital/amy-lau --name desk-bot "
        + "--as trader:harbour-capital/amy-lau"
    ],
    run: { invocation throws(CommandFailure) in
      try RecordCommand.attempting(invocation) { () throws(CommandFailure) in
        try KeyDeleting(invocation).run()
      }
    })

  static let keyShow = CommandDeclaration(
    "key show", "what a key may do now, and the ages of its secrets; never a secret",
    details: "For its owner, the admins of the institution and the broker's staff.",
    operands: [principal],
    options: [name, OptionDeclaration("--format", value: "F", "text or json; default text")],
    examples: [
      "mandate key show TraderAuthorization/harbour-capital/amy-lau --name desk-bot "
        + "--as trader:harbour-capital/amy-lau"
    ],
    run: { invocation throws(CommandFailure) in try KeyShowing(invocation).run() })

  static let whoAmI = CommandDeclaration(
    "whoami", "who the actor is in the register, what they hold and what to do next",
    options: [OptionDeclaration("--format", value: "F", "text or json; default text")],
    examples: ["mandate whoami --as trader:harbour-capital/amy-lau"],
    run: { invocation throws(CommandFailure) in try WhoAmICommand(invocation).run() })
}
