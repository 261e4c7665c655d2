import Diagnostics
import Planning
import Plans
import Rendering

extension CommandFailure {
  /// The failure as diagnostics, and whether it lies in the input; nil for a wrong command line.
  var asDiagnostics: (diagnostics: [Diagnostic], isOfInput: Bool)? {
    func failed(_ message: String, _ help: [String]) -> Diagnostic {
      Diagnostic(.error, .requestFailed, message, at: nil, help: help)
    }
    switch self {
    case .usage: return nil
    case .diagnostics(let diagnostics): return (diagnostics, true)
    case .request(let message, let help): return ([failed(message, help.map { [$0] } ?? [])], true)
    case .prohibited(let prohibitions):
      return (prohibitions.map { failed("\($0.message) [\($0.rule)]", $0.help) }, false)
    case .testsFailed(let outcomes):
      return (outcomes.map { failed("\($0.name) fails: \($0.message)", []) }, false)
    case .stale(let staleness):
      let message = StalenessText.message(staleness)
      return ([failed(message, StalenessText.help(staleness))], false)
    case .unknown(let applyID, let error):
      let message = "the outcome of apply \(applyID) is unknown: \(StoreErrorText.message(error))"
      return ([failed(message, ["ask for it with mandate recover \(applyID)"])], false)
    case .store(let error):
      return ([failed(StoreErrorText.message(error), StoreErrorText.help(error))], false)
    }
  }
}
