package import AccessModel
import Diagnostics

/// An approval whose signature was verified; whether it counts is judged inside the transaction.
package struct PlanApproval: Hashable, Sendable {
  package let statement: ApprovalStatement
  /// The key that made the signature, as its owner's entry in the register has it.
  package let key: SigningKey

  package init(statement: ApprovalStatement, key: SigningKey) {
    self.statement = statement
    self.key = key
  }

  /// What the signature is over.
  package var digest: Digest { Digest.of(statement.bytes) }
}
