import AccessModel
import Diagnostics

extension Check {
  /// No two resources at one address.
  static let addressesAreUnique = Check("addresses are unique") { state, findings in
    guard !state.addressesDiffer else { return }
    for (index, resource) in state.resources.enumerated() {
      guard let first = state.place(of: resource.address), first != index else { continue }
      if state.isOwn(index) {
        findings.append(
          Finding(
            .error, .duplicateAddress, "\(resource.address) is declared twice", at: Site(index),
            earlier: first,
            help: "remove one, or rename it; a copy of a neighbour's block is the usual cause"))
      } else if state.isOwn(first) {
        findings.append(
          Finding(
            .error, .duplicateAddress, "\(resource.address) is declared by another owner",
            at: Site(first), help: "remove it here, or have it handed over"))
      }
    }
  }
}
