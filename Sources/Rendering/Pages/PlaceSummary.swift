import AccessModel
package import Diagnostics

/// What the index says of an institution, or of retail clients together.
package struct PlaceSummary: Sendable {
  /// Empty for retail clients.
  package let name: Text
  let title: String
  let state: Text
  /// Principals with access now, and all there are.
  let live: Int
  let principals: Int
  let waiting: Int
  let liveKeys: Int
  let overrides: Int
  /// How many principals have something that speaks against them.
  let findings: Int

  /// Where its page stands, from the index.
  package var path: [String] {
    name.isEmpty ? ["retail.html"] : ["institutions", "\(name).html"]
  }

  package init(_ content: PlaceContent) {
    name = content.name
    title = content.title
    state = content.state
    live = content.principals.count { $0.access != nil }
    principals = content.principals.count
    waiting = content.waiting.count
    liveKeys = content.keys.count { $0.isLive }
    overrides = content.overrides.count
    findings = content.principals.count { !$0.findings.isEmpty }
  }
}
