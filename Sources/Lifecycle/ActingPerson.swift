package import AccessModel
package import Diagnostics

/// The person behind a command, with what the register says of them.
package struct ActingPerson: Sendable {
  package let actor: Actor
  /// Their mail address in lower case, if the register has one.
  package let email: Text?
  private let roles: Roles
  private let functions: [Text]
  /// Whether the register has them as somebody who may act at all.
  private let isActive: Bool
  /// Whether they themselves are suspended or revoked.
  package let isStopped: Bool

  private enum Roles {
    case named([Text])
    /// The store knows no staff yet.
    case every
  }

  /// The person as `resource` finds them in the register.
  ///
  /// Staff whom the store does not know may act only outside prod, and only while it knows none.
  package init(
    _ actor: Actor, in deployment: Deployment, knowsStaff: Bool, resource: (Address) -> Resource?
  ) {
    self.actor = actor
    var login: Resource?
    var roles = Roles.named([])
    var functions: [Text] = []
    switch actor {
    case .staff(let name):
      login = resource(Address(.staffMember, name: name))
      roles = .named(login?[StaffMemberFields.roles].texts ?? [])
      if !knowsStaff, !deployment.environment.isProduction { roles = .every }
    case .admin(let institution, let user):
      login = resource(Address(.portalUser, institution: institution, name: user))
      if login?[PortalUserFields.userType].isAbsent == true {
        functions = login?[PortalUserFields.functions].texts ?? []
      }
    case .retail(let name): login = resource(Address(.retailClient, name: name))
    case .trader(let institution, let user):
      login = resource(Address(.portalUser, institution: institution, name: user))
    case .job: break
    }
    self.roles = roles
    self.functions = functions
    email = login?.mailAddress?.folded
    isActive = if case .every = roles { true } else { login?.isActivePerson ?? false }
    isStopped = login.map { resource(Address(.override, of: $0.address)) != nil } ?? false
  }

  /// Whether they are active staff, or taken for it in a store that knows none.
  package var isStaff: Bool { if case .staff = actor { isActive } else { false } }

  func hasRole(_ wanted: [String]) -> Bool {
    guard isStaff else { return false }
    switch roles {
    case .every: return true
    case .named(let names): return names.contains { wanted.contains($0.string) }
    }
  }

  /// Whether they may do what a portal function stands for, in their own institution.
  func hasFunction(_ name: String, of institution: Text) -> Bool {
    guard case .admin(institution, _) = actor, isActive, !isStopped else { return false }
    return functions.contains(Text(name))
  }

  /// Whether they own a key of an institution, or of retail clients, that belongs to `user`.
  func owns(keyOf user: Text?, in institution: Text) -> Bool {
    switch actor {
    case .trader(institution, let name): isActive && name == user
    case .retail(let name): isActive && institution.isEmpty && name == user
    case .staff, .admin, .trader, .job: false
    }
  }

  /// Whether they are this retail client.
  func isClient(_ subject: Address) -> Bool {
    guard case .retail(let name) = actor else { return false }
    return isActive && subject == Address(.retailClient, name: name)
  }
}

extension Resource {
  /// The mail address of a login; nil for what is none.
  package var mailAddress: Email? {
    let slot: Slot
    switch kind {
    case .staffMember: slot = StaffMemberFields.email
    case .portalUser: slot = PortalUserFields.email
    case .retailClient: slot = RetailClientFields.email
    case .institution: slot = InstitutionFields.openingEmail
    default: return nil
    }
    return self[slot].text.flatMap { try? Email(parsing: $0) }
  }

  /// Whether a login may act: `active` is the default of every kind that has logins.
  fileprivate var isActivePerson: Bool {
    switch kind {
    case .staffMember: self[StaffMemberFields.state].isAbsent
    case .portalUser: self[PortalUserFields.state].isAbsent
    case .retailClient: self[RetailClientFields.state].isAbsent
    default: false
    }
  }
}
