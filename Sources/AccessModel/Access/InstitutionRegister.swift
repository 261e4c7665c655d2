package import Diagnostics

/// What one institution has in the register, by kind and name.
package struct InstitutionRegister: Sendable {
  package let name: Text
  package private(set) var institution: Resource?
  /// By name, ascending.
  package private(set) var accounts: [Resource] = []
  package private(set) var users: [Text: Resource] = [:]
  package private(set) var lists: [Text: Resource] = [:]
  /// The names of the lists that bound every principal.
  package private(set) var wideLists: [Text] = []
  package private(set) var desks: [Text: Resource] = [:]
  package private(set) var tradingApplications: [Text: Resource] = [:]
  package private(set) var brokerApplications: [Text: Resource] = [:]
  package private(set) var authorizations: [Text: Resource] = [:]
  /// By the name of their application.
  package private(set) var grants: [Text: [Resource]] = [:]
  /// By the address of the application.
  package private(set) var standings: [Address: ApplicationStanding] = [:]
  package private(set) var reviews: [Address: Resource] = [:]
  /// By the address of what they cover.
  package private(set) var overrides: [Address: Resource] = [:]

  /// The key applications of its users, those that ended too, by id, ascending.
  package private(set) var keys: [KeyRecord] = []

  init(name: Text) { self.name = name }

  mutating func add(_ resource: Resource) {
    let name = resource.address.name
    switch resource.kind {
    case .institution: institution = resource
    case .account: accounts.append(resource)
    case .portalUser: users[name] = resource
    case .ipWhitelist:
      lists[name] = resource
      if resource[IPWhitelistFields.institutionWide].boolean == true { wideLists.append(name) }
    case .desk: desks[name] = resource
    case .tradingApplication: tradingApplications[name] = resource
    case .brokerApplication: brokerApplications[name] = resource
    case .traderAuthorization: authorizations[name] = resource
    case .endpointGrant:
      if let application = resource[EndpointGrantFields.application].text {
        grants[application, default: []].append(resource)
      }
    case .review:
      guard let subject = resource.address.subject else { break }
      reviews[subject] = resource
      standings[subject] = ApplicationStanding(resource)
    case .override: if let subject = resource.address.subject { overrides[subject] = resource }
    case .endpointCatalogue, .permissionSet, .keyPolicy, .tier, .agreement, .staffMember,
      .retailClient, .accessTest, .notification, .setting, .acceptance, .keyUse,
      .attestation:
      break
    case .key: keys.append(KeyRecord(resource))
    }
  }

  /// Takes another declaration of the institution itself, nil for none.
  mutating func declare(_ institution: Resource?) { self.institution = institution }

  /// Whether nothing is known of it.
  var isEmpty: Bool {
    institution == nil && accounts.isEmpty && users.isEmpty && lists.isEmpty && desks.isEmpty
      && tradingApplications.isEmpty && brokerApplications.isEmpty && authorizations.isEmpty
      && grants.isEmpty && reviews.isEmpty && overrides.isEmpty && keys.isEmpty
  }

  /// Puts a resource of a kind that is found by name in the place of the one that has its name.
  mutating func replace(_ resource: Resource) {
    for application in grants.keys {
      grants[application]?.removeAll { $0.address == resource.address }
    }
    wideLists.removeAll { resource.kind == .ipWhitelist && $0 == resource.address.name }
    add(resource)
    sort()
  }

  /// Brings what comes in any order into the order of names.
  mutating func sort() {
    accounts.sort { $0.address.name < $1.address.name }
    wideLists.sort()
    keys.sort { $0.id < $1.id }
    for application in grants.keys {
      grants[application]?.sort { $0.address.name < $1.address.name }
    }
  }

  /// Every principal of the institution, sorted by address.
  package var principals: [PrincipalAddress] {
    let apiUsers = brokerApplications.keys.sorted().flatMap { application in
      (brokerApplications[application]?[BrokerApplicationFields.apiUsers].texts ?? []).sorted()
        .map {
          PrincipalAddress(.apiUser(institution: name, application: application, user: $0))
        }
    }
    return apiUsers
      + authorizations.keys.sorted().map {
        PrincipalAddress(.trader(institution: name, authorization: $0))
      }
  }

  /// The name of the tier, if there is one.
  package var tier: Text? { institution?[InstitutionFields.tier].text }
}
