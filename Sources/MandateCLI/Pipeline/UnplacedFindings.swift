import AccessModel
import Diagnostics
import Manifests

extension [Finding] {
  /// The errors among findings about `resources`, for a state that stands in no file.
  func errors(about resources: [Resource]) -> [Diagnostic] {
    filter { $0.severity == .error }.map { finding in
      Diagnostic(
        .error, finding.code, "\(resources[finding.site.resource].address): \(finding.message)",
        at: nil, help: finding.help)
    }
  }
}
