package import AccessModel
package import Diagnostics

/// What the register says that a step of an application depends on.
package struct LifeGrounds: Sendable {
  package var isProduction: Bool
  /// The digest of the application's content as it stands.
  package var content: Text
  /// What an approval given now would fix.
  package var pins: [Text]
  package var hasActiveAccount: Bool
  /// The parts of the licence that prod asks for and that are not there.
  package var missingLicenceParts: [String]
  /// Whether one of the API users is active; of no meaning for other applications.
  package var hasActiveAPIUser: Bool
  /// Who submitted last: the mail address in lower case, if the register has one.
  package var submitterEmail: Text?

  package init(
    isProduction: Bool, content: Text, pins: [Text], hasActiveAccount: Bool,
    missingLicenceParts: [String], hasActiveAPIUser: Bool, submitterEmail: Text?
  ) {
    self.isProduction = isProduction
    self.content = content
    self.pins = pins
    self.hasActiveAccount = hasActiveAccount
    self.missingLicenceParts = missingLicenceParts
    self.hasActiveAPIUser = hasActiveAPIUser
    self.submitterEmail = submitterEmail
  }
}

extension LifeGrounds {
  /// The grounds of `application`, whose life so far is `life`.
  package init(
    of application: Resource, _ life: ApplicationLife, view: AccessView,
    resource: (Address) -> Resource?
  ) {
    let address = application.address
    let institution = view.register.institutions[address.institution]
    self.init(
      isProduction: view.register.deployment.environment.isProduction,
      content: ApplicationContent.digest(of: application), pins: view.pins(of: address),
      hasActiveAccount: Self.hasActiveAccount(application, institution),
      missingLicenceParts: institution?.institution.map(Self.missingLicenceParts) ?? [],
      hasActiveAPIUser: application[BrokerApplicationFields.apiUsers].texts.contains { user in
        institution?.users[user]?[PortalUserFields.state].isAbsent == true
      },
      submitterEmail: life.submitter.flatMap { Actor($0) }.flatMap(Self.login).flatMap(resource)?
        .mailAddress?.folded)
  }

  private static func hasActiveAccount(
    _ application: Resource, _ institution: InstitutionRegister?
  ) -> Bool {
    // ACTIVE is the default of both and therefore not written.
    guard application.kind == .retailClient else {
      return institution?.accounts.contains { $0[AccountFields.state].isAbsent } ?? false
    }
    return application[RetailClientFields.accounts].elements
      .contains { $0[RetailClientFields.accountState].isAbsent }
  }

  /// What prod asks of a licence block: regulator, number and types, or the reason why there is none.
  private static func missingLicenceParts(_ institution: Resource) -> [String] {
    let licence = institution[InstitutionFields.licenceSlot]
    guard licence[InstitutionFields.held].boolean == true else {
      return licence[InstitutionFields.licenceReason].isAbsent ? ["reason"] : []
    }
    let wanted = [
      ("regulator", InstitutionFields.regulator), ("number", InstitutionFields.number),
      ("types", InstitutionFields.types),
    ]
    return wanted.filter { licence[$0.1].isAbsent }.map(\.0)
  }

  private static func login(of actor: Actor) -> Address? {
    switch actor {
    case .staff(let name): Address(.staffMember, name: name)
    case .admin(let institution, let user), .trader(let institution, let user):
      Address(.portalUser, institution: institution, name: user)
    case .retail(let name): Address(.retailClient, name: name)
    case .job: nil
    }
  }
}
