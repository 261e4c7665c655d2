package import Diagnostics

/// What belongs to retail clients in the register.
package struct RetailRegister: Sendable {
  /// By name.
  package private(set) var clients: [Text: Resource] = [:]
  /// Where the application of each client stands, by the client's name.
  package private(set) var standings: [Text: ApplicationStanding] = [:]
  /// The key applications, those that ended too, by id, ascending.
  package private(set) var keys: [KeyRecord] = []
  /// What was recorded of the review of each client's application, by the client's name.
  package private(set) var reviews: [Text: Resource] = [:]
  /// Suspensions and revocations of clients and of their keys, by address.
  package private(set) var overrides: [Address: Resource] = [:]
  /// The place among `keys` of the one that stands for a principal; those that ended are not here.
  private var places: [PrincipalAddress: Int] = [:]
  /// The principals of keys that ended.
  private var ended: Set<PrincipalAddress> = []

  init() {}

  /// Every principal there is, sorted by address: a key application that did not end, made or not.
  package private(set) var principals: [PrincipalAddress] = []

  /// The key application that a principal is; nil when there is none, or when it ended.
  package func key(of principal: PrincipalAddress) -> KeyRecord? {
    places[principal].map { keys[$0] }
  }

  /// Whether the principal was a key once and is none any more.
  package func hasEnded(_ principal: PrincipalAddress) -> Bool {
    ended.contains(principal) && places[principal] == nil
  }

  /// Takes what belongs to no institution and concerns clients; everything else is passed over.
  mutating func add(_ resource: Resource) {
    switch resource.kind {
    case .retailClient: clients[resource.address.name] = resource
    case .key: keys.append(KeyRecord(resource))
    case .review:
      guard let subject = resource.address.subject else { break }
      reviews[subject.name] = resource
      standings[subject.name] = ApplicationStanding(resource)
    case .override: if let subject = resource.address.subject { overrides[subject] = resource }
    default: break
    }
  }

  /// Brings what comes in any order into the order of names, so that it can be asked.
  mutating func sort() {
    keys.sort { $0.id < $1.id }
    places = [:]
    ended = []
    for (place, key) in keys.enumerated() {
      if key.state == .deleted {
        ended.insert(key.principal)
      } else {
        places[key.principal] = place
      }
    }
    principals = places.keys.sorted()
  }
}
