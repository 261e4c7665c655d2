import AccessModel
import Diagnostics
import Manifests
import Plans
import Rendering
import Stores

extension CommandDeclaration {
  static let accessExplain = CommandDeclaration(
    "access explain", "why a principal may or may not make a call, rule by rule",
    details: """
      Shows what every rule finds, with the manifest lines behind it, and what would change the \
      answer. Without --endpoint it shows what the principal may do altogether. Inside a project \
      whose manifests can be read it says also what the answer would be once they are applied. Of a \
      key, named by its public id, it tells also whether it is alive and which addresses it is \
      bound to.
      """,
    operands: [
      Operand("PRINCIPAL", "such as TraderAuthorization/INSTITUTION/NAME, or the id of a key")
    ],
    options: [
      OptionDeclaration("--endpoint", value: "E", "the id of an endpoint, or 'METHOD /path'"),
      .account, .clientAddress, .asOf,
      OptionDeclaration("--format", value: "F", "text or json; default text"),
    ],
    examples: [
      "mandate access explain TraderAuthorization/harbour-capital/ben-yip "
        + "--endpoint trade.order.place --account opt-prop --ip 203.0.113.9",
      "mandate access explain BrokerApplication/harbour-capital/platform/api-1",
    ],
    run: { invocation throws(CommandFailure) in try AccessExplainCommand(invocation).run() })
}

struct AccessExplainCommand {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func run() throws(CommandFailure) -> ExitCode {
    let words = invocation.arguments.value("--endpoint").map { [$0] } ?? []
    let subject = try AccessSubject(invocation, call: words)
    let isJSON = try invocation.wantsJSON()
    let asked = try AccessSubject.asked(invocation.arguments.operands[0], invocation)
    let (principal, stored) = (asked.principal, asked.stored)
    let view = stored.makeView()
    let now = explanation(asked, subject, view) { stored.sources[$0] } ?? orphan(asked, view)
    let planned = try plannedExplanation(asked, subject)
    guard now != nil || planned != nil else { throw unknown(principal, stored.register) }
    if [now, planned].allSatisfy({ $0.map(\.reason) ?? .unknownEndpoint == .unknownEndpoint }) {
      _ = try subject.place(in: view)
    }
    if isJSON {
      write(json: now ?? Self.absent, planned, asked, subject)
    } else {
      write(text: now ?? Self.absent, planned, stored)
    }
    return .done
  }

  /// What is said of a principal that only the manifests know.
  private static let absent = Explanation(
    reason: .notAuthorized,
    rules: [
      .init(name: "alive", holds: false, facts: [.init("", "it is not in the register yet")])
    ], suggestions: [[.init(words: "apply the manifests that declare it", widened: nil)]],
    shortcut: nil)

  private static let unknownEndpoint = Explanation(
    reason: .unknownEndpoint,
    rules: [
      .init(name: "endpoint", holds: false, facts: [.init("", "it is not in force")])
    ], suggestions: [[.init(words: "staff: bring it into the catalogue", widened: nil)]],
    shortcut: nil)

  /// What is said of a key whose principal is there no more.
  private func orphan(_ asked: AccessSubject.Asked, _ view: AccessView) -> Explanation? {
    asked.key.map { Explanation.of(keyWithoutPrincipal: $0, at: view.now) }
  }

  private func explanation(
    _ asked: AccessSubject.Asked, _ subject: AccessSubject, _ view: AccessView,
    source: @escaping (Address) -> Source?
  ) -> Explanation? {
    guard let facts = view.facts(of: asked.principal, key: asked.key) else { return nil }
    let builder = ExplanationBuilder(facts, key: asked.key, in: view, source: source)
    guard subject.call != nil else {
      return builder.overview(view.liveness(of: facts, key: asked.key))
    }
    guard let place = subject.placeInForce(in: view) else { return Self.unknownEndpoint }
    return view.standing(
      of: asked.principal, key: asked.key, place, account: subject.account, address: subject.address
    ).map { builder.call($0, account: subject.account, address: subject.address) }
  }

  private func unknown(
    _ principal: PrincipalAddress, _ register: AccessRegister
  ) -> CommandFailure {
    let names =
      (register.institutions[principal.institution]?.principals ?? register.retail.principals)
      .map(\.text.string)
    let near = nearestName(to: principal.text.string, among: names)
    return .request(
      "there is no principal \(principal)",
      help: near.map { "did you mean \($0)?" } ?? "list those with access: mandate access export")
  }

  // MARK: As planned

  /// What the manifests around would make of it; nil where there are none, or none that can be read.
  private func plannedExplanation(
    _ asked: AccessSubject.Asked, _ subject: AccessSubject
  ) throws(CommandFailure) -> Explanation? {
    let stored = asked.stored
    guard !invocation.arguments.has("--as-of"), invocation.projectPath != nil,
      let project = try? invocation.project(), project.deployment == stored.deployment
    else { return nil }
    let loaded = LoadedTree(project)
    guard !loaded.diagnostics.hasErrors, !loaded.declarations.isEmpty else {
      Reporter(invocation: invocation).note(
        "note: the manifests cannot be read, so nothing is said of what is planned")
      return nil
    }
    let others = try RegisterSplit.decode(stored.rows.filter { $0.owner != project.name })
    let register = AccessRegister(
      others + loaded.declarations.map(\.resource), deployment: stored.deployment,
      limitedTo: [asked.principal.institution])
    let declared = Dictionary(
      loaded.declared.map { ($0.resource.address, $0.source) },
      uniquingKeysWith: { first, _ in first })
    let view = AccessView(register, at: stored.instant)
    return explanation(asked, subject, view) { declared[$0] ?? stored.sources[$0] }
  }

  // MARK: Writing

  private func write(text explanation: Explanation, _ planned: Explanation?, _ stored: StoredAccess)
  {
    var text = ExplanationText.head(
      explanation, at: stored.instant, revision: stored.revision)
    text.append(ExplanationText.body(explanation))
    if let planned { text.append(ExplanationText.planned(planned, after: explanation)) }
    Reporter(invocation: invocation).show(text)
  }

  private func write(
    json explanation: Explanation, _ planned: Explanation?, _ asked: AccessSubject.Asked,
    _ subject: AccessSubject
  ) {
    let stored = asked.stored
    let question = ExplanationJSON.Question(
      principal: asked.principal, keyID: asked.key?.id.string, endpoint: subject.call?.words,
      account: subject.account?.string,
      ip: subject.address.map { "\($0)" })
    invocation.output.write(
      ExplanationJSON.bytes(
        explanation, planned: planned, question, at: stored.instant, revision: stored.revision))
  }
}
