import AccessModel
import Diagnostics

extension Check {
  /// A permission set that holds nothing is worth a word, at the set or where it is named.
  static let setsHoldSomething = Check("sets hold something") { state, findings in
    var endpoints = DeclaredEndpoints(state)
    for (index, set) in state.own(.permissionSet) {
      let name = set.address.name
      guard endpoints.resolver.rows(ofSet: name)?.isEmpty ?? false,
        !endpoints.resolver.isCircular(name),
        includesSomething(set, endpoints.resolver)
      else { continue }
      findings.append(
        Finding(
          .warning, .setEmpty, "\(set.address) holds no endpoint", at: Site(index),
          help: "loosen its filters, or remove it"))
    }
    state.forEachOwnEndpointUse { use in
      for selector in use.selectors.texts where selector.hasPrefix("set:") {
        guard case .emptySet = endpoints.standing(of: selector),
          let set = state.place(
            of: Address(.permissionSet, name: selector.slice(4..<selector.count))),
          !state.isOwn(set)
        else { continue }
        findings.append(
          Finding(
            .warning, .setEmpty, "`\(selector)` \(use.verb) nothing here: the set is empty",
            at: use.site(selector), help: "remove it here"))
      }
    }
  }

  /// Whether any of the selectors that a set includes exists; if none does, that is reported.
  private static func includesSomething(_ set: Resource, _ resolver: SelectorResolver) -> Bool {
    set[PermissionSetFields.include].texts.contains {
      (try? Selector(parsing: $0)).map(resolver.exists) ?? false
    }
  }
}
