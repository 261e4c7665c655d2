/// The slots of an `AccessTest` and of its cases.
package enum AccessTestFields {
  package static let cases = KindDescription.accessTest.slot("cases")

  /// One expectation.
  package static let testCase = ObjectShape([
    Field(
      "name", .text(.line(scalarsMax: 128)), .required, "What the case shows; unique in the test."),
    Field("principal", .text(.principal), .optional, "Address of the principal."),
    Field("user", .text(.name), .optional, "A user, together with `institution`."),
    Field("institution", .text(.name), .optional, "The institution of `user`."),
    Field("where", .text(.query), .optional, "Every combination that matches."),
    Field("endpoint", .text(.endpointID), .optional, "The endpoint called."),
    Field("account", .text(.identifier(bytesMax: 64)), .optional, "Name or number of the account."),
    Field("ip", .text(.address), .optional, "Where the call comes from."),
    Field("at", .text(.instant), .optional, "When; default: the instant of the plan."),
    Field("expect", .choice(["allow", "deny"]), .required, "What the answer must be."),
    Field(
      "reason",
      .choice(AccessReason.allCases.map(\.rawValue)), .optional,
      "The reason that the answer must have, as `mandate check` gives it."),
  ])

  package static let caseName = testCase.slot("name")
  package static let principal = testCase.slot("principal")
  package static let user = testCase.slot("user")
  package static let institution = testCase.slot("institution")
  package static let condition = testCase.slot("where")
  package static let endpoint = testCase.slot("endpoint")
  package static let account = testCase.slot("account")
  package static let ip = testCase.slot("ip")
  package static let at = testCase.slot("at")
  package static let expect = testCase.slot("expect")
  package static let reason = testCase.slot("reason")
}

extension KindDescription {
  package static let accessTest = KindDescription(
    .accessTest, name: "AccessTest", ownership: .either, scope: .either,
    "Expectations about access that every plan is held to.",
    fields: [
      Field(
        "cases", .list(of: AccessTestFields.testCase, keyed: "name"), .required,
        "The expectations.")
    ])
}
