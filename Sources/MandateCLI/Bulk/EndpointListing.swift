import AccessModel
import Diagnostics
import Manifests

/// `bulk add` and `bulk drop`: endpoint selectors in the lists of everything that matches.
struct EndpointListing {
  private let invocation: Invocation
  private let isDrop: Bool

  init(_ invocation: Invocation, isDrop: Bool) {
    self.invocation = invocation
    self.isDrop = isDrop
  }

  func run() throws(CommandFailure) -> ExitCode {
    let selectors = try selectors()
    let run = try BulkRun(invocation)
    if !isDrop { try requireKnown(selectors, in: run.loaded) }
    let matches = try run.matches()
    let listing = matches.places.filter { list(of: run.loaded.declarations[$0].resource) != nil }
    var edits: [Int: [FieldEdit]] = [:]
    for place in listing {
      guard let (path, written) = list(of: run.loaded.declarations[place].resource) else {
        continue
      }
      let missing = selectors.filter { written.contains($0) == isDrop }
      guard !missing.isEmpty else { continue }
      edits[place] = missing.map { isDrop ? .drop(path, .text($0)) : .add(path, .text($0)) }
    }
    if isDrop { try requireRest(edits, run.loaded) }
    return try run.finish(edits, nothing: nothing(matches.places.count, listing.count))
  }

  private func selectors() throws(CommandFailure) -> [Text] {
    guard let text = invocation.arguments.value("--endpoints") else {
      throw .usage(
        "`\(invocation.command.name)` needs --endpoints",
        help: "write such as --endpoints market.depth.get,set:market")
    }
    var found: [Text] = []
    for part in Text(text).split(UInt8(ascii: ",")) {
      do throws(FormatProblem) {
        let selector = try Selector(parsing: part).text
        if !found.contains(selector) { found.append(selector) }
      } catch {
        throw .usage("--endpoints: \(error.message)", help: error.help.first)
      }
    }
    return found
  }

  /// A name that no catalogue has would be said once for every list that it went into.
  private func requireKnown(
    _ selectors: [Text], in loaded: LoadedTree
  ) throws(CommandFailure) {
    let resources = loaded.declarations.lazy.map(\.resource)
    // An institution's tree declares neither the catalogue nor the sets; the store knows them.
    guard resources.contains(where: { $0.kind == .endpointCatalogue }) else { return }
    let sets = Set(resources.filter { $0.kind == .permissionSet }.map { "set:\($0.address.name)" })
    let ids = resources.filter { $0.kind == .endpointCatalogue }
      .flatMap { $0[EndpointCatalogueFields.endpoints].elements }
      .compactMap { $0[EndpointCatalogueFields.id].text?.string }
    let known = Set(ids).union(sets)
    let unknown = selectors.map(\.string).filter { !$0.hasSuffix("*") && !known.contains($0) }
    guard !unknown.isEmpty else { return }
    throw .diagnostics(
      unknown.map { selector in
        let what = selector.hasPrefix("set:") ? "set" : "endpoint"
        let near = nearestName(to: selector, among: known.sorted())
        return Diagnostic(
          .error, .endpointUnknown, "--endpoints: there is no \(what) `\(selector)`", at: nil,
          help: [near.map { "did you mean \($0)?" } ?? "the catalogue lists what there is"])
      })
  }

  /// The list of endpoints that something grants or bounds; nil where there is none.
  private func list(of resource: Resource) -> (path: [Text], written: [Text])? {
    let slot: Slot
    var name: Text = "endpoints"
    switch resource.kind {
    case .traderAuthorization: slot = TraderAuthorizationFields.endpoints
    case .desk: slot = DeskFields.endpoints
    case .endpointGrant: slot = EndpointGrantFields.endpoints
    case .tier: slot = TierFields.endpoints
    case .permissionSet:
      slot = PermissionSetFields.include
      name = "include"
    case .endpointCatalogue, .keyPolicy, .agreement, .staffMember, .institution, .account,
      .ipWhitelist, .portalUser, .tradingApplication, .brokerApplication, .retailClient,
      .accessTest, .review, .override, .notification, .setting, .key, .acceptance, .keyUse,
      .attestation:
      return nil
    }
    let written = resource[slot].texts
    return written.isEmpty ? nil : (["spec", name], written)
  }

  /// Refuses to leave any list empty, all of them at once.
  private func requireRest(
    _ edits: [Int: [FieldEdit]], _ loaded: LoadedTree
  ) throws(CommandFailure) {
    let findings = edits.sorted { $0.key < $1.key }.compactMap { place, wanted -> Finding? in
      let resource = loaded.declarations[place].resource
      guard let (path, written) = list(of: resource), written.count == wanted.count else {
        return nil
      }
      return Finding(
        .error, .editEmpties, "nothing would be left in `\(path[1])` of \(resource.address)",
        at: Site(place, path[1].string),
        help: "remove the resource with bulk remove, or add another endpoint first")
    }
    guard !findings.isEmpty else { return }
    var locator = SiteLocator(files: loaded.tree.files, declarations: loaded.declarations)
    throw .diagnostics(locator.diagnostics(for: findings))
  }

  private func nothing(_ matched: Int, _ listing: Int) -> String {
    if matched == 0 { return "nothing matches; nothing would change" }
    if listing == 0 {
      return "\(matched) resources match and none of them lists endpoints; nothing would change"
    }
    return isDrop
      ? "none of the \(listing) lists that match has these endpoints; nothing would change"
      : "the \(listing) lists that match have these endpoints already; nothing would change"
  }
}
