package import Diagnostics

/// The environment and region that a store is stamped with and a manifest tree is written for.
package struct Deployment: Hashable, Sendable {
  package enum Environment: String, CaseIterable, Sendable {
    case prod, sandbox, uat

    package var isProduction: Bool { self == .prod }
  }

  package let environment: Environment
  package let region: Text

  package init(environment: Environment, region: Text) {
    self.environment = environment
    self.region = region
  }
}

extension Deployment: CustomStringConvertible {
  package var description: String { "\(environment.rawValue)/\(region)" }
}
