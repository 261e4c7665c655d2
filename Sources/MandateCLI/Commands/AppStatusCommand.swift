import AccessModel
import Diagnostics
import Lifecycle
import Rendering
import Stores

/// `app status`: where applications stand, and the staff's work queue.
struct AppStatusCommand {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func run() throws(CommandFailure) -> ExitCode {
    let wanted = try ApplicationCommand.applications(invocation.arguments.operands)
    let isJSON = try invocation.wantsJSON()
    let store = try invocation.existingStore()
    let register = try RecordRegister(invocation, store, .all, toWrite: false)
    for address in wanted where register.resource(address) == nil {
      throw .request(
        "there is no \(address) in the register", help: "list all with mandate app status")
    }
    let calendar = try register.calendar()
    let entries = subjects(wanted, register).compactMap { register.entry(of: $0, calendar) }
      .filter { !invocation.arguments.has("--overdue") || $0.isOverdue }
    let reporter = Reporter(invocation: invocation)
    if isJSON {
      invocation.output.write(LifeJSON.applications(entries))
    } else if entries.isEmpty {
      reporter.note("no application")
    } else {
      reporter.show(LifeText.table(entries))
    }
    return .done
  }

  /// Those named, or every application; of retail clients only those who ever applied.
  private func subjects(_ wanted: [Address], _ register: RecordRegister) -> [Address] {
    guard wanted.isEmpty else { return wanted }
    let institution = invocation.arguments.value("--institution").map { Text($0) }
    return register.resources.map(\.address).filter { address in
      guard let form = ApplicationForm(address.kind) else { return false }
      guard institution == nil || address.institution == institution else { return false }
      return form != .retail || register.resource(Address(.review, of: address)) != nil
    }.sorted()
  }
}

extension RecordRegister {
  /// What people are shown of an application; nil when `subject` is none.
  func entry(of subject: Address, _ calendar: WorkingCalendar) -> ApplicationEntry? {
    life(of: subject).map { life in
      ApplicationEntry(
        life: life, calendar: calendar, inProduction: deployment.environment.isProduction,
        now: now, mails: mails, stop: stop(over: subject))
    }
  }
}
