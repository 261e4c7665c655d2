package import Diagnostics

/// Why a step in a life is not taken.
package struct LifeProblem: Error, Sendable {
  package enum Sort: Sendable {
    /// The move is wrong as things stand.
    case illegal
    /// Somebody else may do it.
    case forbidden
  }

  package let sort: Sort
  package let code: DiagnosticCode
  package let message: String
  package let help: [String]

  static func illegal(_ code: DiagnosticCode, _ message: String, help: String...) -> LifeProblem {
    LifeProblem(sort: .illegal, code: code, message: message, help: help)
  }

  static func forbidden(_ code: DiagnosticCode, _ message: String, help: String...) -> LifeProblem {
    LifeProblem(sort: .forbidden, code: code, message: message, help: help)
  }
}
