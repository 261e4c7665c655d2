import AccessModel
import Diagnostics
import Manifests

/// The least guardrails that the store asks of an owner's project (`store set guardrails`).
enum LeastGuardrails {
  /// Where they are kept.
  static func address(of owner: Text) -> Address {
    Address(.setting, name: Text("guardrails.\(owner)"))
  }

  /// What cannot be read allows nothing to be removed and no key to gain.
  private static let strictest: GuardrailSettings = {
    var settings = GuardrailSettings.none
    settings.removalsCountMax = 0
    settings.newlyExposedKeysMax = 0
    return settings
  }()

  static func settings(_ setting: Resource?) -> GuardrailSettings {
    guard let setting else { return .none }
    return GuardrailDocument.settings(setting[SettingFields.lines].texts) ?? strictest
  }
}
