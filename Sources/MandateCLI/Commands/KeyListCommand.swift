import AccessModel
import Diagnostics
import Rendering
import Stores

extension CommandDeclaration {
  static let keyList = CommandDeclaration(
    "key list", "key applications with their secrets, ages and last uses",
    details: """
      Owners see their own keys, admins those of their institution, staff all. SECRETS counts the \
      current secret and the one that a reset left alive, such as 1+1. Conditions join: every one must \
      hold; those about use, age, networks and owners look at keys that are alive. A key that was \
      never used is unused since its first secret was made.
      """,
    options: [
      OptionDeclaration("--institution", value: "I", "only of this institution"),
      OptionDeclaration("--user", value: "USER", "only of this owner, by name or mail address"),
      OptionDeclaration(
        "--product", value: "P", "only for trading-retail, trading-institutional or broker"),
      OptionDeclaration("--state", value: "STATE", "only registered, keyed or deleted ones"),
      OptionDeclaration("--live", "only those with a secret that opens something"),
      OptionDeclaration("--unused", value: "DAYS", "not used for so many days"),
      OptionDeclaration("--older-than", value: "DAYS", "latest secret made so many days ago"),
      OptionDeclaration("--overdue", "older than the policy likes (rotation.maxAge)"),
      OptionDeclaration("--unrestricted", "open to every address of IPv4 or IPv6"),
      OptionDeclaration("--user-left", "whose owner is not active"), .asOf,
      OptionDeclaration("--format", value: "F", "text, json or name; default text"),
    ],
    examples: [
      "mandate key list --as trader:harbour-capital/amy-chan",
      "mandate key list --unused 90 --institution harbour-capital",
      "mandate key list --unrestricted --format name",
    ],
    run: { invocation throws(CommandFailure) in try KeyListCommand(invocation).run() })
}

struct KeyListCommand {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func run() throws(CommandFailure) -> ExitCode {
    let format = invocation.arguments.value("--format") ?? "text"
    guard ["text", "json", "name"].contains(format) else {
      throw .usage(
        "--format: there is no format `\(format)` here", help: "write text, json or name")
    }
    let filter = try filter(), sight = try OversightSight(invocation)
    let store = try invocation.existingStore()
    let register = try OversightRegister(
      invocation, store, institution: filter.institution ?? sight.institution)
    let keys = register.keys().filter { filter.admits($0) && sight.sees($0) }
    write(keys, format)
    if filter.unusedDays != nil, register.uses.isEmpty {
      Reporter(invocation: invocation).note(
        "no use of any key was ever imported (mandate key import-usage): age alone is counted")
    }
    return .done
  }

  private func write(_ keys: [KeyStanding], _ format: String) {
    switch format {
    case "json": invocation.output.write(KeyListJSON.bytes(keys))
    case "name": for standing in keys { invocation.output.write("\(standing.key.address)\n") }
    default:
      if keys.isEmpty {
        Reporter(invocation: invocation).note("no key")
      } else {
        Reporter(invocation: invocation).show(KeyListText.table(keys))
      }
    }
  }

  private func filter() throws(CommandFailure) -> KeyFilter {
    let arguments = invocation.arguments
    var filter = KeyFilter()
    if arguments.has("--institution") { filter.institution = try invocation.name("--institution") }
    if let user = arguments.value("--user") {
      if let email = try? Email(parsing: Text(user)) {
        filter.email = email.folded
      } else {
        filter.user = try invocation.name("--user")
      }
    }
    filter.product = try choice("--product", KeyRecord.Product.allCases)
    filter.state = try choice("--state", KeyRecord.State.allCases)
    filter.unusedDays = try invocation.days("--unused")
    filter.olderThanDays = try invocation.days("--older-than")
    filter.isOverdue = arguments.has("--overdue")
    filter.isUnrestricted = arguments.has("--unrestricted")
    filter.isOwnerGone = arguments.has("--user-left")
    filter.isLive = arguments.has("--live")
    return filter
  }

  private func choice<Choice: RawRepresentable<String>>(
    _ option: String, _ all: [Choice]
  ) throws(CommandFailure) -> Choice? {
    guard let word = invocation.arguments.value(option) else { return nil }
    guard let choice = Choice(rawValue: word) else {
      let names = all.map(\.rawValue)
      throw .usage(
        "\(option): there is no `\(word)`",
        help: nearestName(to: word, among: names).map { "did you mean \($0)?" }
          ?? "write \(names.joined(separator: ", "))")
    }
    return choice
  }
}

extension Invocation {
  /// A number of days; nil when the option is not there.
  func days(_ option: String) throws(CommandFailure) -> Int64? {
    guard let text = arguments.value(option) else { return nil }
    guard let days = Int64(text), (0...36_500).contains(days), text.allSatisfy(\.isNumber) else {
      throw .usage("\(option): `\(text)` is not a number of days", help: "write such as 90")
    }
    return days
  }
}
