import AccessModel
import Diagnostics

/// One expectation of an `AccessTest`, read from its resource.
struct AccessTestCase {
  /// Whom it asks about.
  enum Subject {
    case principal(PrincipalAddress)
    /// Every principal of a user of an institution.
    case user(Text, of: Text)
    /// Whoever the condition names.
    case everyone
  }

  /// The address of the test and the name of the case.
  let name: Text
  /// The institution that the test is of; empty for one that speaks of all.
  let scope: Text
  let subject: Subject
  let condition: AccessQuery?
  /// Nil for any endpoint, account, address or, of `at`, the instant of the plan.
  let endpoint: Text?
  let account: Text?
  let address: IPAddress?
  let at: Instant?
  let expectsAllow: Bool
  let reason: AccessReason?

  /// Throws what makes a case one that cannot be judged, such as a query about an unknown class.
  init(_ value: Value, of test: Address) throws(FormatProblem) {
    typealias Fields = AccessTestFields
    name = Self.name(of: value, in: test)
    scope = test.institution
    if let principal = value[Fields.principal].text {
      subject = .principal(try PrincipalAddress(parsing: principal))
    } else if let user = value[Fields.user].text {
      subject = .user(user, of: value[Fields.institution].text ?? test.institution)
    } else {
      subject = .everyone
    }
    condition = try value[Fields.condition].text.map { text throws(FormatProblem) in
      try AccessQuery(parsing: text)
    }
    endpoint = value[Fields.endpoint].text
    account = value[Fields.account].text
    address = try value[Fields.ip].text.map { text throws(FormatProblem) in
      try IPAddress(parsing: text)
    }
    at = value[Fields.at].instant
    expectsAllow = value[Fields.expect].text?.is("allow") ?? false
    reason = value[Fields.reason].text.flatMap { AccessReason(rawValue: $0.string) }
  }

  /// What the outcome of a case is called.
  static func name(of value: Value, in test: Address) -> Text {
    Text("\(test.text): \(value[AccessTestFields.caseName].text ?? .empty)")
  }

  /// The institution of a principal or user that the case names in so many words.
  var namedInstitution: Text? {
    switch subject {
    case .principal(let principal): principal.institution
    case .user(_, let institution): institution
    case .everyone: nil
    }
  }
}
