import AccessModel
import Diagnostics
import Lifecycle
import Planning
import Plans
import Stores

extension CommandDeclaration {
  static let storeSet = CommandDeclaration(
    "store set", "changes a setting of the store",
    details: """
      notify and verifier take the absolute path of a program, which is started without a shell; \
      calendar takes a file of lines such as `2026-12-25 Christmas Day` and `weekend saturday sunday`; \
      guardrails takes a JSON file of the least that an owner's project must have. The word none \
      takes a setting back. Needs staff of role security, and in prod a second person.
      """,
    operands: [
      Operand("SETTING", "notify, calendar, verifier or guardrails"),
      Operand("VALUE", "a path, or none"),
    ],
    options: [OptionDeclaration("--owner", value: "NAME", "whose guardrails"), .propose],
    examples: [
      "mandate store set calendar hk-2027.txt --as staff:tess-vogel",
      "mandate store set notify /usr/local/bin/send-mail --as staff:tess-vogel",
      "mandate store set guardrails least.json --owner harbour-access --as staff:tess-vogel",
    ],
    run: { invocation throws(CommandFailure) in
      try RecordCommand.attempting(invocation) { () throws(CommandFailure) in
        try StoreSetCommand(invocation).run()
      }
    })
}

struct StoreSetCommand {
  private enum Setting: String, CaseIterable {
    case notify, calendar, verifier, guardrails
  }

  private let command: RecordCommand
  private let setting: Setting
  private let value: String
  private let owner: Text?

  init(_ invocation: Invocation) throws(CommandFailure) {
    command = try RecordCommand(invocation)
    let words = invocation.arguments.operands
    guard let setting = Setting(rawValue: words[0]) else {
      let names = Setting.allCases.map(\.rawValue)
      throw .usage(
        "there is no setting `\(words[0])`",
        help: nearestName(to: words[0], among: names).map { "did you mean \($0)?" }
          ?? "they are \(names.joined(separator: ", "))")
    }
    self.setting = setting
    value = words[1]
    owner = invocation.arguments.has("--owner") ? try invocation.name("--owner") : nil
    guard (owner != nil) == (setting == .guardrails) else {
      throw .usage(
        setting == .guardrails
          ? "guardrails are of an owner, and none is named" : "only guardrails have an owner",
        help: "write mandate store set guardrails FILE --owner NAME")
    }
  }

  func run() throws(CommandFailure) -> ExitCode {
    let person = try command.person()
    let lines = value == "none" ? [] : try lines()
    return try command.run(reading: .only([.global])) { register throws(CommandFailure) in
      try draft(register, lines, by: person)
    }
  }

  private func draft(
    _ register: RecordRegister, _ lines: [Text], by actor: Actor
  ) throws(CommandFailure) -> RecordDraft {
    let authority = Authority(
      deployment: register.deployment, owner: nil, isFirstWrite: false,
      before: Dictionary(byAddress: register.resources))
    let what = "changing the setting \(address.name)"
    let forbidden = authority.prohibitionsOfSettings(by: actor, what: what)
    guard forbidden.isEmpty else { throw .prohibited(forbidden) }
    if let owner, register.snapshot.owner(named: owner) == nil {
      throw .request(
        "no owner `\(owner)` is registered in this store", help: "list them: mandate owner list")
    }
    var draft = RecordDraft()
    let change = register.change(at: address, to: resource(lines))
    guard let change else {
      throw .request("the setting \(address.name) is so already", help: nil)
    }
    draft.add(change)
    draft.approvals = Authority.approvalsOfSettings(in: register.deployment, what: what)
    draft.lines = [
      lines.isEmpty ? "\(address.name) is not set any more" : "\(address.name) is set"
    ]
    return draft
  }

  private var address: Address {
    owner.map(LeastGuardrails.address) ?? Address(.setting, name: Text(setting.rawValue))
  }

  private func resource(_ lines: [Text]) -> Resource? {
    guard !lines.isEmpty else { return nil }
    return Resource(
      address: address, labels: [], reason: nil,
      spec: [.list(Set(lines).sorted().map(Value.text))])
  }

  // MARK: Values

  private func lines() throws(CommandFailure) -> [Text] {
    switch setting {
    case .notify, .verifier: return [try program()]
    case .calendar: return try CalendarFile.lines(command.invocation.absolute(value), named: value)
    case .guardrails:
      return try GuardrailFile.lines(command.invocation.absolute(value), named: value)
    }
  }

  private func program() throws(CommandFailure) -> Text {
    guard value.hasPrefix("/") else {
      throw .usage(
        "`\(value)` is not an absolute path",
        help: "a program is named by its whole path, for it is started wherever mandate runs")
    }
    do throws(FormatProblem) { return try FreeText(parsing: Text(value)).text } catch {
      throw .usage("VALUE: \(error.message)", help: error.help.first)
    }
  }
}
