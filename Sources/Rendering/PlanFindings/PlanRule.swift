import AccessModel

/// What a plan can find, for formats in which every finding belongs to a rule.
enum PlanRule: CaseIterable {
  case guardrailRefuses, guardrailWarns
  case widensFunds, widensAdmin, widensTrade, widensNetworks
  case passesOn, approvalNeeded
  case testFails, testWarns

  init?(widening riskClass: EndpointTable.RiskClass) {
    switch riskClass {
    case .funds: self = .widensFunds
    case .admin: self = .widensAdmin
    case .trade: self = .widensTrade
    case .read: return nil
    }
  }

  /// Stable, like the codes of diagnostics.
  var id: String {
    switch self {
    case .guardrailRefuses: "plan-guardrail-refuses"
    case .guardrailWarns: "plan-guardrail-warns"
    case .widensFunds: "plan-widens-funds"
    case .widensAdmin: "plan-widens-admin"
    case .widensTrade: "plan-widens-trade"
    case .widensNetworks: "plan-widens-networks"
    case .passesOn: "plan-access-passes-on"
    case .approvalNeeded: "plan-approval-needed"
    case .testFails: "plan-test-fails"
    case .testWarns: "plan-test-warns"
    }
  }

  /// What is gained, for rules of widening.
  var gain: String {
    switch self {
    case .widensFunds: "rights of class funds"
    case .widensAdmin: "rights of class admin"
    case .widensTrade: "rights of class trade"
    case .widensNetworks: "most of the internet to call from"
    case .passesOn, .guardrailRefuses, .guardrailWarns, .approvalNeeded, .testFails, .testWarns:
      "access"
    }
  }

  /// A sentence.
  var summary: String {
    switch self {
    case .guardrailRefuses: "A guardrail refuses the plan."
    case .guardrailWarns: "A guardrail warns of the plan."
    case .widensFunds: "A change lets somebody move money who could not."
    case .widensAdmin: "A change lets somebody manage accounts or people who could not."
    case .widensTrade: "A change lets somebody trade who could not."
    case .widensNetworks: "A change lets somebody call from most of the internet who could not."
    case .passesOn: "Access passes to another person."
    case .approvalNeeded: "A second person has to approve the plan."
    case .testFails: "An access test fails."
    case .testWarns: "An access test of another owner fails."
    }
  }

  var explanation: String {
    switch self {
    case .guardrailRefuses:
      "The plan is not applied while a guardrail refuses it. The message says what it counted and "
        + "against which limit, and the help how to lift it for one run."
    case .guardrailWarns:
      "The plan is applied all the same. Look at what the guardrail names before it is."
    case .widensFunds, .widensAdmin, .widensTrade:
      "Principals whose access reads the changed resource gain endpoints of this risk class. The "
        + "plan names the endpoints, the accounts and the live keys that can call them at once."
    case .widensNetworks:
      "Principals whose access reads the changed resource gain more than half of all IPv4 or of all "
        + "IPv6 addresses. A key that leaks can then be used by whoever finds it."
    case .passesOn:
      "The authorization keeps its rights and gets another user. No difference of principals shows "
        + "it, and for the new user it is a gain."
    case .approvalNeeded:
      "In prod an apply waits until somebody other than the author has signed the plan with "
        + "mandate approve."
    case .testFails:
      "The test binds, so the plan is not applied. The register as planned answers otherwise than "
        + "the test expects."
    case .testWarns:
      "The test belongs to another owner and does not bind this plan. Its owner will see it fail "
        + "after the apply."
    }
  }

  var sarif: SARIFLog.Rule {
    SARIFLog.Rule(id: id, summary: summary, explanation: explanation, help: explanation)
  }
}
