package import Diagnostics

/// What belongs to retail clients in the register.
package struct RetailRegister: Sendable {
  /// By name.
  package private(set) var clients: [Text: Resource] = [:]
  /// Where the application of each client stands, by the client's name.
  package private(set) var standings: [Text: ApplicationStanding] = [:]
  /// The key applications, those that ended too, by id, ascending.
  package private(set) var keys: [KeyRecord] = []
  /// Suspensions and revocations of clients and of their keys, by address.
  package private(set) var overrides: [Address: Resource] = [:]

  init() {}

  /// Takes what belongs to no institution and concerns clients; everything else is passed over.
  mutating func add(_ resource: Resource) {
    switch resource.kind {
    case .retailClient: clients[resource.address.name] = resource
    case .key: keys.append(KeyRecord(resource))
    case .review:
      guard let subject = resource.address.subject else { break }
      standings[subject.name] = ApplicationStanding(resource)
    case .override: if let subject = resource.address.subject { overrides[subject] = resource }
    default: break
    }
  }

  /// Brings what comes in any order into the order of names.
  mutating func sort() { keys.sort { $0.id < $1.id } }
}
