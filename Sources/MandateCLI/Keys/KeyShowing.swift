import AccessModel
import Diagnostics
import Lifecycle
import Plans
import Rendering
import Stores

/// `key show`.
struct KeyShowing {
  private let command: KeyCommand
  private let isJSON: Bool

  init(_ invocation: Invocation) throws(CommandFailure) {
    isJSON = try invocation.wantsJSON()
    command = try KeyCommand(invocation)
  }

  func run() throws(CommandFailure) -> ExitCode {
    let register = try RecordRegister(
      command.invocation, command.record.store, .only(command.scopes), toWrite: false)
    let grounds = command.grounds(in: register)
    guard grounds.areSeen(by: register.person(command.actor)) else {
      throw .prohibited([
        Prohibition(
          rule: DiagnosticCode.keyOwner.name,
          message: "\(command.actor) sees no key of \(command.holder.text)",
          help: ["its owner, the admins of its institution and the broker's staff do"])
      ])
    }
    guard let key = key(among: grounds) else {
      throw .request(
        "\(command.holder.text) has no key `\(command.name)`",
        help: nearestName(to: command.name.string, among: grounds.ownKeys.map(\.name.string))
          .map { "did you mean \($0)?" })
    }
    let lastUse = register.resource(
      Address(.keyUse, institution: command.holder.institution, name: key.id))
    let entry = KeyEntry(key, in: grounds, lastUse: lastUse?[KeyUseFields.at].instant)
    if isJSON {
      command.invocation.output.write(KeyJSON.bytes(entry))
    } else {
      command.record.reporter.show(KeyText.page(entry))
    }
    return .done
  }

  /// The key of that id or name; of those that ended the last one.
  private func key(among grounds: KeyGrounds) -> KeyRecord? {
    if let id = command.keyID {
      return (grounds.keys + grounds.endedKeys).first { $0.id == id }
    }
    if let key = grounds.key(named: command.name) { return key }
    let principal = command.holder.principal(ofKey: command.name)
    return grounds.endedKeys.filter { $0.name == command.name && $0.principal == principal }
      .max { ($0.ending?.at ?? $0.registeredAt) < ($1.ending?.at ?? $1.registeredAt) }
  }
}
