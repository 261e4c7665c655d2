package import AccessModel
package import Diagnostics
package import Plans

/// Whether an actor may carry out a plan (model, section 5).
package struct Authority {
  let deployment: Deployment
  /// The registered owner of the plan, or nil when there is none.
  let owner: Owner?
  let isFirstWrite: Bool
  /// The resources as they stand in the store.
  let before: [Address: Resource]
  /// Whether any staff member is declared in the store.
  let knowsStaff: Bool

  package init(
    deployment: Deployment, owner: Owner?, isFirstWrite: Bool, before: [Address: Resource]
  ) {
    self.deployment = deployment
    self.owner = owner
    self.isFirstWrite = isFirstWrite
    self.before = before
    knowsStaff = before.keys.contains { $0.kind == .staffMember }
  }

  /// The rules that forbid it; none means that the actor may.
  package func prohibitions(
    of changes: [Change], planOwner: Text, by actor: Actor, onBehalfOf person: Actor?
  ) -> [Prohibition] {
    guard case .job = actor else { return prohibitions(of: changes, planOwner, by: actor) }
    guard let person else {
      return [
        Prohibition(
          rule: "actor", message: "\(actor) acts for nobody",
          help: ["name the person with --on-behalf-of staff:NAME or admin:INSTITUTION/USER"])
      ]
    }
    return prohibitions(of: changes, planOwner, by: person)
  }

  private func prohibitions(
    of changes: [Change], _ planOwner: Text, by actor: Actor
  ) -> [Prohibition] {
    if isFirstWrite { return firstWrite(changes, by: actor) }
    guard let owner else { return [unregistered(planOwner)] }
    switch actor {
    case .staff(let name): return staff(name, changes, owner)
    case .admin(let institution, let user): return admin(institution, user, changes, owner)
    case .trader, .retail, .job:
      return [
        Prohibition(
          rule: "actor", message: "\(actor) may not apply manifests",
          help: ["staff with role operations and admins of the institution may"])
      ]
    }
  }

  private func unregistered(_ planOwner: Text) -> Prohibition {
    Prohibition(
      rule: "owner-unregistered", message: "no owner `\(planOwner)` is registered in this store",
      help: [
        "run mandate owner register \(planOwner) --as staff:NAME, with --institution NAME for an "
          + "institution's tree"
      ])
  }

  // MARK: The first write

  private func firstWrite(_ changes: [Change], by actor: Actor) -> [Prohibition] {
    guard case .staff(let name) = actor else {
      return [
        Prohibition(
          rule: "bootstrap", message: "the first apply to a store comes from staff, not \(actor)",
          help: ["apply with --as staff:NAME"])
      ]
    }
    guard deployment.environment.isProduction else { return [] }
    let declared = changes.first {
      $0.address == Address(.staffMember, name: name)
    }?.after?.resource
    if let declared, StaffRoles(declared).has("operations") { return [] }
    return [
      Prohibition(
        rule: "bootstrap",
        message: "in prod the first apply comes from a staff member whom it declares itself",
        help: ["declare StaffMember/\(name) with role operations in this tree"])
    ]
  }

  // MARK: Staff

  private func staff(_ name: Text, _ changes: [Change], _ owner: Owner) -> [Prohibition] {
    var found: [Prohibition] = []
    if let missing = missingRole("operations", of: name) { found.append(missing) }
    guard changes.contains(where: { $0.address.kind.needsSecurity }) else { return found }
    if let missing = missingRole("security", of: name) { found.append(missing) }
    return found
  }

  /// What forbids changing owners or settings of the store.
  package func prohibitionsOfSettings(by actor: Actor, what: String) -> [Prohibition] {
    guard case .staff(let name) = actor else {
      return [
        Prohibition(
          rule: "actor", message: "\(what) is for the broker's staff, not for \(actor)",
          help: ["act as staff:NAME with role security"])
      ]
    }
    return missingRole("security", of: name).map { [$0] } ?? []
  }

  /// The second person whom changing owners or settings of the store needs.
  package static func approvalsOfSettings(
    in deployment: Deployment, what: String
  ) -> [RequiredApproval] {
    guard deployment.environment.isProduction else { return [] }
    return [RequiredApproval(what: Text(what), approver: .staff(.security))]
  }

  /// Staff whom the store does not know may act only outside prod, and only while it knows none.
  package func missingRole(_ role: String, of name: Text) -> Prohibition? {
    if !knowsStaff, !deployment.environment.isProduction { return nil }
    let member = before[Address(.staffMember, name: name)]
    if let member, StaffRoles(member).has(role) { return nil }
    let what = member == nil ? "is not a staff member of this store" : "has no role \(role)"
    return Prohibition(
      rule: "staff-role", message: "staff:\(name) \(what), or has left",
      help: ["act as an active StaffMember with role \(role)"])
  }

  // MARK: Admins

  private func admin(
    _ institution: Text, _ user: Text, _ changes: [Change], _ owner: Owner
  ) -> [Prohibition] {
    guard owner.institution == institution else {
      return [
        Prohibition(
          rule: "owner-actor",
          message: "admin:\(institution)/\(user) may not apply the tree of owner `\(owner.name)`",
          help: ["an admin applies the tree that is registered for the own institution"])
      ]
    }
    let login = before[Address(.portalUser, institution: institution, name: user)]
    guard let login, PortalRights(login).isAdmin else {
      return [
        Prohibition(
          rule: "admin-role",
          message: "\(institution)/\(user) is not an active person with user-management",
          help: ["act as an admin of the institution, or ask the broker's staff"])
      ]
    }
    return SelfGrant.prohibitions(of: changes, institution: institution, user: user)
  }
}

extension Kind {
  /// Whether changes of it need staff of role security.
  package var needsSecurity: Bool {
    switch self {
    case .staffMember, .keyPolicy, .agreement: true
    case .endpointCatalogue, .permissionSet, .tier, .institution, .account, .ipWhitelist,
      .portalUser, .tradingApplication, .desk, .traderAuthorization, .brokerApplication,
      .endpointGrant, .retailClient, .accessTest, .review, .override, .notification, .setting, .key,
      .acceptance, .keyUse, .attestation:
      false
    }
  }
}

/// What a staff member may decide.
struct StaffRoles {
  private let member: Resource

  init(_ member: Resource) { self.member = member }

  var isActive: Bool { member[StaffMemberFields.state].text?.is("left") != true }

  func has(_ role: String) -> Bool {
    isActive && member[StaffMemberFields.roles].texts.contains(Text(role))
  }
}

/// What a portal user is by its own declaration.
struct PortalRights {
  private let user: Resource

  init(_ user: Resource) { self.user = user }

  /// An active person with user-management.
  var isAdmin: Bool {
    user[PortalUserFields.state].isAbsent && user[PortalUserFields.userType].isAbsent
      && user[PortalUserFields.functions].texts.contains { $0.is("user-management") }
  }
}
