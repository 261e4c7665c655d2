extension CommandDeclaration {
  static let bulkAdd = CommandDeclaration(
    "bulk add", "writes endpoints into every matching grant, desk, tier and set",
    details: BulkText.details(
      """
      Adds endpoint selectors to the `endpoints` of every TraderAuthorization, Desk, EndpointGrant and \
      Tier that matches and has some, and to the `include` of every PermissionSet. A selector is \
      written wherever it is not itself written, also where a prefix, a set or * covers it.
      """),
    options: [BulkText.where, BulkText.endpoints] + BulkText.options,
    examples: [
      "mandate bulk add --where 'kind=EndpointGrant and institution.tier=prime' "
        + "--endpoints broker.journal.position.create",
      "mandate bulk add --where 'kind=Desk and labels.floor=7' --endpoints set:market --write",
    ],
    run: { invocation throws(CommandFailure) in
      try EndpointListing(invocation, isDrop: false).run()
    })

  static let bulkDrop = CommandDeclaration(
    "bulk drop", "takes endpoints out of every matching grant, desk, tier and set",
    details: BulkText.details(
      """
      Takes endpoint selectors out of the lists that bulk add writes into, where they themselves are \
      written. A list is never left without an entry.
      """),
    options: [BulkText.where, BulkText.endpoints] + BulkText.options,
    examples: [
      "mandate bulk drop --where 'institution=harbour-capital' --endpoints market.depth.get"
    ],
    run: { invocation throws(CommandFailure) in
      try EndpointListing(invocation, isDrop: true).run()
    })

  static let bulkSet = CommandDeclaration(
    "bulk set", "gives a field one value in everything that matches",
    details: BulkText.details(
      """
      FIELD is such as spec.state, spec.licence.validUntil, metadata.reason or metadata.labels.floor; \
      VALUE is read as the manifest would read it. A field that is not written is put where the \
      description of its kind has it.
      """),
    operands: [.init("FIELD=VALUE", "a field and its value", count: 1...100)],
    options: [BulkText.where] + BulkText.options,
    examples: [
      "mandate bulk set --where 'kind=TraderAuthorization and desk=options' spec.state=suspended",
      "mandate bulk set --where 'kind=Desk' metadata.labels.floor=8 --write",
    ],
    run: { invocation throws(CommandFailure) in try FieldSetting(invocation).run() })

  static let bulkRemove = CommandDeclaration(
    "bulk remove", "takes everything that matches out of the manifests",
    details: BulkText.details(
      """
      Removes whole items and documents with the comments right above them. The plan then deletes what \
      was there; guardrails speak as they would for an edit by hand.
      """),
    options: [BulkText.where] + BulkText.options,
    examples: ["mandate bulk remove --where 'kind=TraderAuthorization and spec.state=withdrawn'"],
    run: { invocation throws(CommandFailure) in try ResourceRemoval(invocation).run() })

  static let bulkReplaceCIDR = CommandDeclaration(
    "bulk replace-cidr", "puts other addresses in the place of a block, in all lists",
    details: BulkText.details(
      """
      Replaces the entries of IP lists that hold exactly the addresses of --from, however they are \
      spelled or split. Lists that merely overlap it are listed, and nothing is done then. With \
      --keep-until the old entries stay, with that end, and the new ones stand beside them: take the \
      old ones out later with the same command without it.
      """),
    options: [
      .init("--from", value: "CIDR", "the block that goes"),
      .init("--to", value: "CIDR,...", "the blocks that come"),
      .init("--keep-until", value: "TIME", "keeps the old block until then"),
      .init("--where", value: "EXPR", "only in lists that match"),
    ] + BulkText.options,
    examples: [
      "mandate bulk replace-cidr --from 203.0.113.0/25 --to 198.51.100.0/25 "
        + "--keep-until 2026-12-20T00:00:00Z"
    ],
    run: { invocation throws(CommandFailure) in try AddressReplacement(invocation).run() })

  static let bulkImportCSV = CommandDeclaration(
    "bulk import-csv", "writes a user and an authorization for every row of a CSV file",
    details: BulkText.details(
      """
      The columns are email, name, desk, reason and validUntil, in any order, separated by commas. Each \
      row is one PortalUser and one TraderAuthorization, both called by its name column, else by the \
      part of the e-mail address before the @. A row whose user is there already updates it. Every \
      fault is listed with line and column; one fault keeps all rows out.
      """),
    operands: [.init("FILE", "the CSV file, or - for standard input")],
    options: [.init("--institution", value: "I", "the institution whose traders they are")]
      + BulkText.options,
    examples: ["mandate bulk import-csv traders.csv --institution harbour-capital --write"],
    run: { invocation throws(CommandFailure) in try TraderImport(invocation).run() })
}

/// What the help of all bulk commands has in common.
enum BulkText {
  static let `where` = OptionDeclaration(
    "--where", value: "EXPR", "what is meant, such as 'kind=Desk and institution.tier=prime'")

  static let endpoints = OptionDeclaration(
    "--endpoints", value: "SELECTOR,...", "endpoint ids, prefixes, set:NAME or *")

  static let options: [OptionDeclaration] = [
    OptionDeclaration("--write", "writes the files; without it they are only shown"),
    OptionDeclaration("--format", value: "F", "text or json; default text"), .full, .snapshot,
  ]

  static func details(_ own: String) -> String {
    own + """
       Comments, order, quotes and line ends stay as they are. Without --write the differences of the \
      files and the plan that would follow are shown, with exit 2 when something would change. The \
      store is never written.
      """
  }
}
