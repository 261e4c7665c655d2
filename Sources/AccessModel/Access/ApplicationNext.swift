package import Diagnostics

extension Address {
  /// The command that brings an application of this address on its way to approval; `state` is
  /// nil for one that nothing is recorded of.
  package func nextReviewCommand(state: Text?, in deployment: Deployment) -> String {
    let isReviewedFirst = kind == .brokerApplication && deployment.environment.isProduction
    switch state?.string {
    case "submitted": return "mandate review start"
    case "under-review": return "mandate review approve"
    case nil, "enquiry": return isReviewedFirst ? "mandate review assess" : "mandate app submit"
    case "assessed": return isReviewedFirst ? "mandate review qualify" : "mandate app submit"
    case "qualified": return isReviewedFirst ? "mandate review test" : "mandate app submit"
    default: return "mandate app submit"
    }
  }
}
