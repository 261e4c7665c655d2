import AccessModel
import Diagnostics
import Plans

/// What part of a tree a plan is limited to: addresses, or files and folders; empty means all.
struct PlanSelection {
  let targets: [Address]
  /// Relative to the project's folder.
  let paths: [String]

  var isLimited: Bool { !targets.isEmpty || !paths.isEmpty }

  /// The declarations that are meant, with everything they need.
  ///
  /// Throws diagnostics for a target or a path that names nothing.
  func limit(_ declared: [Declared]) throws(CommandFailure) -> [Declared] {
    guard isLimited else { return declared }
    let places = Dictionary(
      zip(declared.lazy.map(\.resource.address), declared.indices),
      uniquingKeysWith: { first, _ in first })
    try requireKnown(places, declared)
    var chosen = Set<Int>()
    var pending = declared.indices.filter { isMeant(declared[$0]) }
    let catalogues = declared.indices.filter { declared[$0].resource.kind == .endpointCatalogue }
    while let index = pending.popLast() {
      guard chosen.insert(index).inserted else { continue }
      declared[index].resource.forEachReference { reference in
        switch reference {
        case .resource(let address): if let place = places[address] { pending.append(place) }
        case .endpoint: pending += catalogues
        }
      }
    }
    return declared.indices.filter(chosen.contains).map { declared[$0] }
  }

  private func isMeant(_ declared: Declared) -> Bool {
    targets.contains(declared.resource.address)
      || paths.contains { Self.stands(declared, below: $0) }
  }

  private static func stands(_ declared: Declared, below path: String) -> Bool {
    guard let file = declared.source?.file.string else { return false }
    return path == "." || file == path || file.hasPrefix(path.hasSuffix("/") ? path : path + "/")
  }

  private func requireKnown(
    _ places: [Address: Int], _ declared: [Declared]
  ) throws(CommandFailure) {
    if let target = targets.first(where: { places[$0] == nil }) {
      throw .request(
        "the target \(target) is not declared",
        help: "a target is an address that the manifests declare; a limited plan deletes nothing")
    }
    for path in paths
    where !declared.contains(where: { Self.stands($0, below: path) }) {
      throw .request("no manifest of this project lies at `\(path)`", help: nil)
    }
  }
}
