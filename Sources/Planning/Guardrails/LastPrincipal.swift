import AccessModel
import Diagnostics
import Plans

extension Guardrail {
  /// An institution that had live principals is not left with none by removals.
  static let lastPrincipal = Guardrail { basis in
    let emptied = basis.effects.evidence.emptied.filter { institution in
      basis.effects.access.contains { impact in
        impact.principal.institution == institution
          && impact.because.contains { basis.removedAddresses.contains($0) }
      }
    }.sorted()
    let names = emptied.prefix(3).map(\.string).joined(separator: ", ")
    let more = emptied.count > 3 ? " and \(emptied.count - 3) more" : ""
    return [
      GuardrailOutcome(
        name: "last-principal", verdict: emptied.isEmpty ? .pass : .refuse, limit: nil,
        actual: emptied.count,
        message: emptied.isEmpty
          ? "no institution loses its last principal"
          : "removals would leave nobody with access at \(names)\(more)",
        lift: emptied.isEmpty ? nil : "--lift last-principal",
        addresses: emptied.map { Address(.institution, name: $0) })
    ]
  }
}
