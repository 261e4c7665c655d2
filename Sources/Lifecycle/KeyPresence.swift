package import AccessModel
package import Diagnostics

/// By which checks an owner was found present; never a code.
package struct KeyPresence: Hashable, Sendable {
  /// In ascending order.
  package let methods: [Text]

  package init(methods: some Sequence<Text>) { self.methods = Set(methods).sorted() }

  /// What a secret asks for.
  package static let wanted: [Text] = ["sms-code", "trading-password"]

  /// Outside prod, without a verifier: nobody was asked anything.
  package static let development = KeyPresence(methods: ["development"])

  /// Whether that is enough for a secret in this environment.
  package func suffices(in environment: Deployment.Environment) -> Bool {
    if !environment.isProduction, self == .development { return true }
    return Self.wanted.allSatisfy(methods.contains)
  }

  func require(in environment: Deployment.Environment) throws(LifeProblem) {
    guard !suffices(in: environment) else { return }
    let missing = Self.wanted.filter { !methods.contains($0) }.map(\.string)
    throw .forbidden(
      .presenceMissing, "the owner was not found present by \(missing.joined(separator: " and "))",
      help: "a secret is made only for an owner who passed both checks")
  }
}
