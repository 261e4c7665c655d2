import AccessModel
import Diagnostics
import Plans

extension Guardrail {
  /// Addresses and kinds that may not be deleted; what was once protected stays so in the store.
  static let protected = Guardrail { basis in
    let protected = Set(basis.settings.protected)
    let hit = basis.deletions.map(\.address).filter { address in
      protected.contains(Text(address.text)) || protected.contains(Text(address.kind.name))
    }
    guard !hit.isEmpty else {
      return [
        GuardrailOutcome(
          name: "protected", verdict: .pass, limit: nil, actual: 0,
          message: "nothing protected is deleted", lift: nil)
      ]
    }
    let names = hit.prefix(5).map(\.text).joined(separator: ", ")
    let more = hit.count > 5 ? " and \(hit.count - 5) more" : ""
    return [
      GuardrailOutcome(
        name: "protected", verdict: .refuse, limit: 0, actual: hit.count,
        message: "\(names)\(more) may not be deleted", lift: "--lift protected=\(hit[0])",
        addresses: hit)
    ]
  }
}
