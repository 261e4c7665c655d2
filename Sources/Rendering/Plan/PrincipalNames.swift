import AccessModel
import Diagnostics

/// How principals are called where it is known who can be meant.
struct PrincipalNames {
  /// The institution of all of them, or nil when there are several.
  let onlyInstitution: Text?
  private let isOfOneForm: Bool

  /// Names for `principals`, short where they cannot be confused with one another.
  init(_ principals: some Sequence<PrincipalAddress>) {
    var institutions: Set<Text> = []
    var forms: Set<Int> = []
    for principal in principals {
      institutions.insert(principal.institution)
      forms.insert(Self.rank(principal))
    }
    onlyInstitution = institutions.count == 1 ? institutions.first : nil
    isOfOneForm = forms.count <= 1
  }

  /// Such as `fay-ma`, or `harbour-capital/fay-ma` among those of several institutions.
  func label(_ principal: PrincipalAddress) -> String {
    guard isOfOneForm else { return principal.description }
    let place = onlyInstitution == nil ? "\(principal.institution)/" : ""
    switch principal.form {
    case .trader(_, let name): return "\(place)\(name)"
    case .apiUser(_, let application, let user): return "\(place)\(application)/\(user)"
    case .retailKey(let client, let key): return "\(client)/\(key)"
    }
  }

  /// Such as `250 traders at 12 institutions`.
  func count(_ principals: some Collection<PrincipalAddress>) -> String {
    let count = principals.count
    let noun = noun(Set(principals.map(Self.rank)), isOne: count == 1)
    let institutions = Set(principals.map(\.institution)).subtracting([.empty]).count
    guard onlyInstitution == nil, institutions > 0 else { return "\(count) \(noun)" }
    return
      "\(count) \(noun) at \(institutions) \(institutions == 1 ? "institution" : "institutions")"
  }

  private func noun(_ forms: Set<Int>, isOne: Bool) -> String {
    let singular =
      switch forms {
      case [0]: "trader"
      case [1]: "API user"
      case [2]: "retail key"
      default: "principal"
      }
    return isOne ? singular : "\(singular)s"
  }

  private static func rank(_ principal: PrincipalAddress) -> Int {
    switch principal.form {
    case .trader: 0
    case .apiUser: 1
    case .retailKey: 2
    }
  }
}
