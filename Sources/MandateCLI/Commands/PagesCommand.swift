import Rendering

extension CommandDeclaration {
  static let pages = CommandDeclaration(
    "pages", "the register as a folder of web pages, for people without a terminal",
    details: """
      Writes an index and a page for each institution: its authorized users with what each may do \
      now, its people, applications, grants, networks, accounts, keys (ids only), emergency stops and \
      history. The pages load nothing, run without a server, and show in any browser. The folder must \
      be new, empty or an earlier site, which is replaced whole; with --institution it holds that \
      institution alone. Who may see a page is up to whoever passes the folder on.
      """,
    options: [
      OptionDeclaration("--out", value: "DIR", "the folder to write"),
      OptionDeclaration("--institution", value: "I", "only of this institution"),
      .asOf,
    ],
    examples: [
      "mandate pages --out site", "mandate pages --out site --institution harbour-capital",
      "mandate access review --institution harbour-capital --format html --out site",
    ],
    run: { invocation throws(CommandFailure) in
      let institution =
        invocation.arguments.has("--institution") ? try invocation.name("--institution") : nil
      return try RegisterSite(invocation, institution: institution).run(invocation)
    })
}

extension RegisterSite {
  /// Writes the site where `--out` says, and says so.
  func run(_ invocation: Invocation) throws(CommandFailure) -> ExitCode {
    let out = try invocation.needed("--out")
    let count = try write(to: invocation.absolute(out))
    var line = StyledText()
    line.appendLine(
      "\(count) \(count == 1 ? "page" : "pages") written: open \(out)/index.html")
    Reporter(invocation: invocation).show(line)
    return .done
  }
}
