import AccessModel
import Diagnostics
import Plans

/// Something a plan says about one of its lines or about the whole.
struct PlanFinding {
  let rule: PlanRule
  let level: Diagnostic.Severity
  /// Raw: whoever writes it escapes.
  let message: String
  var help: [String] = []
  /// What it is about, the same in the next plan too.
  let identity: String
  /// The resource, where it is about one.
  var address: Address?
  /// Where the manifests declare what causes it; nil for what no line does.
  var source: Source?
}
