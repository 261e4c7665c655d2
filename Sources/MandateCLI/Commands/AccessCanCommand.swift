import AccessModel
import Diagnostics
import Rendering
import Stores

extension CommandDeclaration {
  static let accessCan = CommandDeclaration(
    "access can", "can this principal call this endpoint? exit 0 for yes, 1 for no",
    details: """
      Without --account it asks for any account and without --ip for any address, and names those \
      from which the answer is yes. The endpoint is an id, or a method and a path. Of a key it asks \
      by its public id: the key must be alive, and its own addresses count.
      """,
    operands: [
      Operand("PRINCIPAL", "such as TraderAuthorization/INSTITUTION/NAME, or the id of a key"),
      Operand("ENDPOINT", "an id, or a method and a path", count: 1...2),
    ],
    options: [
      .account, .clientAddress, .asOf,
      OptionDeclaration("--format", value: "F", "text or json; default text"),
    ],
    examples: [
      "mandate access can TraderAuthorization/harbour-capital/amy trade.order.place",
      "mandate access can TraderAuthorization/harbour-capital/amy POST /trading/orders/place",
    ],
    run: { invocation throws(CommandFailure) in try AccessCanCommand(invocation).run() })

  static let accessWhoCan = CommandDeclaration(
    "access who-can", "everybody who can call an endpoint, and who could but for one thing",
    operands: [Operand("ENDPOINT", "an id, or a method and a path", count: 1...2)],
    options: [
      .account, .clientAddress,
      OptionDeclaration("--institution", value: "I", "only of this institution"), .asOf,
      OptionDeclaration("--format", value: "F", "text or json; default text"),
    ],
    examples: [
      "mandate access who-can trade.order.place --account opt-prop",
      "mandate access who-can GET /trading/orders/{id} --ip 203.0.113.9",
    ],
    run: { invocation throws(CommandFailure) in
      let subject = try AccessSubject(invocation, call: invocation.arguments.operands)
      let isJSON = try invocation.wantsJSON()
      let institution = invocation.arguments.value("--institution").map { Text($0) }
      let stored = try StoredAccess(invocation, institution: institution)
      try stored.require(institution)
      let view = stored.makeView()
      // Nobody can reach what is not there; a misspelt name must not pass for an answer.
      if let account = subject.account,
        !view.register.institutions.keys.contains(where: {
          view.institution($0).accountName(account) != nil
        }),
        !view.register.retail.clients.values.contains(where: {
          $0.retailAccountName(account) != nil
        })
      {
        throw .request(
          "there is no account `\(account)`", help: "list them with mandate get Account")
      }
      let answer = WhoCan(
        try subject.place(in: view), account: subject.account, address: subject.address, in: view,
        institution: institution)
      let text = WhoCanText(
        answer, account: subject.account, address: subject.address, in: view)
      if isJSON {
        invocation.output.write(text.json(at: stored.instant, revision: stored.revision))
      } else {
        Reporter(invocation: invocation).show(text.rendered())
      }
      return .done
    })
}

struct AccessCanCommand {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func run() throws(CommandFailure) -> ExitCode {
    let operands = invocation.arguments.operands
    let subject = try AccessSubject(invocation, call: Array(operands.dropFirst()))
    let isJSON = try invocation.wantsJSON()
    let asked = try AccessSubject.asked(operands[0], invocation)
    let (principal, stored) = (asked.principal, asked.stored)
    let view = stored.makeView()
    let place = try subject.place(in: view)
    let standing = view.standing(
      of: principal, key: asked.key, place, account: subject.account, address: subject.address)
    let answer = CanText(principal, key: asked.key, place, standing, in: view)
    if isJSON {
      invocation.output.write(answer.json(at: stored.instant, revision: stored.revision))
    } else {
      Reporter(invocation: invocation).show(answer.rendered())
    }
    return answer.reason.isAllowed ? .done : .wrongInput
  }
}
