/// The slots of a `Setting`.
package enum SettingFields {
  package static let lines = KindDescription.setting.slot("lines")
}

extension KindDescription {
  package static let setting = KindDescription(
    .setting, name: "Setting", ownership: .recorded, scope: .global,
    "A setting of the store, changed by staff: notify, calendar, verifier, or the guardrails of an "
      + "owner.",
    fields: [
      Field("lines", .list(of: .text(.line(scalarsMax: 1024))), .required, "Its content, as a set.")
    ])
}
