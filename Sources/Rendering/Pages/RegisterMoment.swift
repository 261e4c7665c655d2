package import AccessModel
import Diagnostics

/// Which register a site shows, as of when.
package struct RegisterMoment: Sendable {
  package let deployment: Deployment
  package let revision: Int64
  package let instant: Instant

  package init(deployment: Deployment, revision: Int64, instant: Instant) {
    self.deployment = deployment
    self.revision = revision
    self.instant = instant
  }

  var title: String { "Register of \(deployment)" }

  /// Such as `Revision 8, as of 2026-11-21 11:59:57Z (19:59:57 HKT)`.
  var words: String {
    let zone = Zone.of(region: deployment.region)
    let local = zone == .utc ? "" : " (\(instant.localText(in: zone)))"
    return "Revision \(revision), as of \(instant.shortText)\(local)"
  }
}
