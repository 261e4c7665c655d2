import AccessModel
import Diagnostics
import Lifecycle
import Plans
import Rendering
import Stores

extension CommandDeclaration {
  static let accessReview = CommandDeclaration(
    "access review", "the recertification list: who may do what, who gave it, is it still needed",
    details: """
      Lists every principal with its access in short, its user, live keys, last use, who gave the \
      access, the last attestation, when the next is due, and what speaks against it: user-left, \
      unrestricted, unused (90 days), old-key, overdue, suspended. Fill in decision (keep or remove) \
      and note in the CSV or JSON form and hand it back with --attest. Lines whose access has changed \
      since are refused. remove makes no change; it prints what to change.
      """,
    options: [
      OptionDeclaration("--institution", value: "I", "of this institution"),
      OptionDeclaration("--all", "of every institution and of retail clients, for staff"),
      OptionDeclaration(
        "--finding", value: "NAME", isRepeatable: true, "only with one of these findings"),
      OptionDeclaration("--overdue", "only those whose review is due"),
      OptionDeclaration("--attest", value: "FILE", "records the decisions of a filled-in list"),
      .asOf,
      OptionDeclaration(
        "--format", value: "F",
        "text, csv, json or markdown, or html for a folder of pages; default text"),
      OptionDeclaration(
        "--out", value: "DIR", "the folder of --format html, as mandate pages has it"),
      OptionDeclaration("--raw", "csv without the guard against formulas, for machines"),
    ],
    examples: [
      "mandate access review --institution harbour-capital",
      "mandate access review --all --finding user-left",
      "mandate access review --institution harbour-capital --format csv > review.csv",
      "mandate access review --institution harbour-capital --attest review.csv --as staff:ida-lee",
    ],
    run: { invocation throws(CommandFailure) in
      guard invocation.arguments.has("--attest") else {
        return try AccessReviewCommand(invocation).run()
      }
      return try RecordCommand.attempting(invocation) { () throws(CommandFailure) in
        try AccessReviewCommand(invocation).attest()
      }
    })
}

struct AccessReviewCommand {
  private let invocation: Invocation
  /// Nil for all.
  private let institution: Text?

  init(_ invocation: Invocation) throws(CommandFailure) {
    self.invocation = invocation
    let arguments = invocation.arguments
    guard arguments.has("--institution") != arguments.has("--all") else {
      throw .usage(
        "`access review` needs --institution or --all", help: "run mandate access review --help")
    }
    institution = arguments.has("--all") ? nil : try invocation.name("--institution")
    try OversightSight(invocation).requireReview(of: institution)
  }

  // MARK: The list

  func run() throws(CommandFailure) -> ExitCode {
    let format = invocation.arguments.value("--format") ?? "text"
    if format == "html" { return try writePages() }
    guard !invocation.arguments.has("--out") else {
      throw .usage("--out goes with --format html alone", help: "redirect other formats")
    }
    guard ["text", "csv", "json", "markdown"].contains(format) else {
      throw .usage(
        "--format: there is no format `\(format)` here",
        help: "write text, csv, json, markdown or html")
    }
    let wanted = try findings()
    let reader = try ReviewReader(
      invocation, try invocation.existingStore(), institution: institution)
    var principals: [ReviewedPrincipal] = []
    for name in institution.map({ [$0] }) ?? reader.institutions {
      principals += try reader.principals(of: name)
    }
    if let wanted { principals.removeAll { wanted.isDisjoint(with: $0.findings) } }
    if invocation.arguments.has("--overdue") {
      principals.removeAll { !$0.findings.contains(.overdue) }
    }
    write(ReviewList(principals, at: reader.instant, revision: reader.revision), format)
    return .done
  }

  /// The whole register as pages, of which the list is a part.
  private func writePages() throws(CommandFailure) -> ExitCode {
    for option in ["--finding", "--overdue"] where invocation.arguments.has(option) {
      throw .usage("\(option) does not go with pages, which hold everybody", help: nil)
    }
    return try RegisterSite(invocation, institution: institution).run(invocation)
  }

  private func write(_ list: ReviewList, _ format: String) {
    let output = invocation.output
    switch format {
    case "csv": output.write(list.csv(isRaw: invocation.arguments.has("--raw")))
    case "json": output.write(list.json)
    case "markdown": output.write(list.markdown)
    default:
      if list.principals.isEmpty {
        Reporter(invocation: invocation).note("nobody to review")
      } else {
        Reporter(invocation: invocation).show(list.text)
      }
    }
  }

  private func findings() throws(CommandFailure) -> Set<ReviewedPrincipal.Finding>? {
    let words = invocation.arguments.all("--finding")
    guard !words.isEmpty else { return nil }
    var found: Set<ReviewedPrincipal.Finding> = []
    for word in words {
      guard let finding = ReviewedPrincipal.Finding(rawValue: word) else {
        let names = ReviewedPrincipal.Finding.allCases.map(\.rawValue)
        throw .usage(
          "--finding: there is no `\(word)`",
          help: nearestName(to: word, among: names).map { "did you mean \($0)?" }
            ?? "they are \(names.joined(separator: ", "))")
      }
      found.insert(finding)
    }
    return found
  }

  // MARK: What was decided

  func attest() throws(CommandFailure) -> ExitCode {
    let command = try RecordCommand(invocation)
    let actor = try command.person()
    let name = try invocation.needed("--attest")
    let file = try ReviewedFile(
      SourceFile(
        path: name == "-" ? "<stdin>" : name,
        bytes: try OutputFile.readInput(name, in: invocation, bytesMax: ReviewedFile.bytesMax)))
    guard !file.lines.isEmpty else {
      command.reporter.note("nothing is decided in `\(name)`: every decision is empty")
      return .done
    }
    let scopes = institution.map {
      ScopeSelection.only([.global, .institution($0), .keys(of: $0)])
    }
    return try command.run(reading: scopes ?? .all) { register throws(CommandFailure) in
      let attesting = try AttestingDraft(
        file, register, by: register.person(actor), institution: institution)
      var draft = attesting.draft
      draft.lines = attesting.lines
      return draft
    }
  }
}
