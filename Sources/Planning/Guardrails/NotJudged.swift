import AccessModel
import Plans

extension Guardrail {
  /// Settings of the project that need access or approvals, which come with later milestones.
  static let notJudged = Guardrail { basis in
    let settings = basis.settings
    let approval = settings.requireApproval.isEmpty ? [] : [notJudged("requireApproval")]
    let exposed = settings.newlyExposedKeysMax == nil ? [] : [notJudged("maxNewlyExposedKeys")]
    return approval + exposed
  }
}
