import AccessModel
import Diagnostics

/// Names that exist near names that do not.
///
/// Each name costs a walk over all names beside it, so that only the first of very many wrong names
/// get a suggestion.
struct Suggestions {
  private let state: DesiredState
  private var left = 200
  private var names: [Kind: [Text: [String]]] = [:]
  private var found: [Address: String?] = [:]

  init(_ state: DesiredState) { self.state = state }

  /// The name that was probably meant: of the same kind and institution.
  mutating func nearest(to target: Address) -> String? {
    if let known = found[target] { return known }
    guard left > 0 else { return nil }
    left -= 1
    if names[target.kind] == nil {
      let all = state.all(target.kind).map(\.resource.address)
      names[target.kind] = Dictionary(grouping: all, by: \.institution)
        .mapValues { $0.map(\.name.string) }
    }
    let candidates = names[target.kind]?[target.institution] ?? []
    let near = nearestName(to: target.name.string, among: candidates)
    found[target] = near
    return near
  }
}
