import Plans

extension Guardrail {
  /// An empty folder is more likely a mistake than the wish to delete everything.
  static let emptyInput = Guardrail { basis in
    let isEmptied = basis.ownedBefore > 0 && basis.ownedAfter == 0
    return [
      GuardrailOutcome(
        name: "empty-input", verdict: isEmptied ? .refuse : .pass, limit: nil,
        actual: basis.ownedAfter,
        message: isEmptied
          ? "nothing is declared, and \(basis.ownedBefore) resources are owned"
          : "\(basis.ownedAfter) resources are declared",
        lift: isEmptied ? "--lift empty-input" : nil)
    ]
  }
}
