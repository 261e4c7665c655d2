import AccessModel
import Diagnostics

extension Check {
  /// A method and path, aliases included, belong to one endpoint of a region.
  static let endpointPathsAreUnique = Check("endpoint paths are unique") { state, findings in
    var ledger = PathLedger(state)
    for (index, catalogue) in state.all(.endpointCatalogue) {
      for row in catalogue[EndpointCatalogueFields.endpoints].elements { ledger.enter(row, index) }
    }
    findings.append(contentsOf: ledger.findings)
  }
}

/// The rows that hold each method and path.
private struct PathLedger {
  private let state: DesiredState
  private(set) var findings: [Finding] = []
  private var holders: [Call: [Holder]] = [:]

  private struct Call: Hashable {
    let method: Text
    let path: Text
  }

  private struct Holder {
    let catalogue: Int
    let id: Text
    /// None named means every region.
    let regions: [Text]

    func shares(_ other: Holder) -> Bool {
      regions.isEmpty || other.regions.isEmpty || regions.contains(where: other.regions.contains)
    }
  }

  init(_ state: DesiredState) { self.state = state }

  mutating func enter(_ row: Value, _ catalogue: Int) {
    typealias Fields = EndpointCatalogueFields
    guard let id = row[Fields.id].text, let method = row[Fields.method].text,
      let path = row[Fields.path].text
    else { return }
    let holder = Holder(catalogue: catalogue, id: id, regions: row[Fields.regions].texts)
    for path in [path] + row[Fields.aliases].texts {
      enter(Call(method: method, path: path), holder)
    }
  }

  private mutating func enter(_ call: Call, _ holder: Holder) {
    let others = holders[call, default: []]
    guard let other = others.first(where: { $0.shares(holder) }) else {
      holders[call, default: []].append(holder)
      return
    }
    // The same id twice is reported as that.
    guard other.id != holder.id else { return }
    let isLater = state.isOwn(holder.catalogue)
    guard isLater || state.isOwn(other.catalogue) else { return }
    let (reported, first) = isLater ? (holder, other) : (other, holder)
    findings.append(
      Finding(
        .error, .catalogueDuplicatePath,
        "`\(reported.id)` has the call \(call.method) \(call.path) of `\(first.id)`",
        at: Site(reported.catalogue, "endpoints.id", reported.id),
        help: "give each call to one endpoint, or name the regions that have each"))
  }
}
