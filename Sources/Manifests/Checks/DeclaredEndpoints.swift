import AccessModel
import Diagnostics

/// The catalogue and sets of a state, and what every selector comes to in it.
struct DeclaredEndpoints {
  let table: EndpointTable
  private(set) var resolver: SelectorResolver
  /// The rows of this region that are not removed.
  let inForce: EndpointSet
  private let ofRegion: EndpointSet
  private let state: DesiredState
  private var standings: [Text: Standing] = [:]
  private var requests: [Address: EndpointSet] = [:]
  private var ceilings: [Text: EndpointSet] = [:]

  /// What a selector adds here.
  enum Standing {
    /// It names what does not exist, or a set in a circle; that is reported elsewhere.
    case unresolved
    case emptySet
    case otherRegions(EndpointSet)
    case removed(EndpointSet)
    case inForce(EndpointSet)
  }

  init(_ state: DesiredState) {
    self.state = state
    let table = EndpointTable(catalogues: state.all(.endpointCatalogue).lazy.map(\.resource))
    self.table = table
    resolver = SelectorResolver(
      table: table, permissionSets: state.all(.permissionSet).lazy.map(\.resource))
    inForce = table.inForce(in: state.deployment.region, at: state.now)
    ofRegion = table.set { $0.isOffered(in: state.deployment.region) }
  }

  mutating func standing(of selector: Text) -> Standing {
    if let standing = standings[selector] { return standing }
    let standing = judge(selector)
    standings[selector] = standing
    return standing
  }

  /// The rows in force that any of `selectors` adds.
  mutating func live(_ selectors: Value) -> EndpointSet {
    selectors.elements.reduce(into: table.none) { rows, value in
      guard let text = value.text, case .inForce(let added) = standing(of: text) else { return }
      rows.formUnion(added)
    }
  }

  /// The rows in force that an application asks for.
  mutating func requested(by application: Resource) -> EndpointSet {
    if let rows = requests[application.address] { return rows }
    let rows = live(application.requestedEndpoints)
    requests[application.address] = rows
    return rows
  }

  /// The rows in force below a tier's ceiling.
  mutating func ceiling(of tier: Resource) -> EndpointSet {
    if let rows = ceilings[tier.address.name] { return rows }
    let rows = live(tier[TierFields.endpoints])
    ceilings[tier.address.name] = rows
    return rows
  }

  /// The rows in force that `selectors` really give: within what the application asks for and below
  /// the ceiling of the tier.
  mutating func given(_ selectors: Value, within application: Resource) -> EndpointSet {
    var rows = live(selectors)
    rows.formIntersection(requested(by: application))
    if let name = state.institution(of: application)?[InstitutionFields.tier].text,
      let tier = state.resource(at: Address(.tier, name: name))
    {
      rows.formIntersection(ceiling(of: tier))
    }
    return rows
  }

  private mutating func judge(_ text: Text) -> Standing {
    guard let selector = try? Selector(parsing: text), resolver.exists(selector) else {
      return .unresolved
    }
    if case .set(let name) = selector, resolver.isCircular(name) { return .unresolved }
    let rows = resolver.rows(of: text)
    if rows.isEmpty { return .emptySet }
    let offered = rows.intersection(ofRegion)
    if offered.isEmpty { return .otherRegions(rows) }
    let live = offered.intersection(inForce)
    return live.isEmpty ? .removed(offered) : .inForce(live)
  }
}

extension Resource {
  /// What an application of either kind asks for.
  var requestedEndpoints: Value {
    kind == .brokerApplication
      ? self[BrokerApplicationFields.requestedEndpoints]
      : self[TradingApplicationFields.requestedEndpoints]
  }
}
