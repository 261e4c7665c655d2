import Diagnostics

/// Why a call is allowed or denied; the order of the cases is the order of precedence (cli,
/// section 5).
package enum AccessReason: String, CaseIterable, Sendable {
  case badRequest = "bad-request"
  case unknownKey = "unknown-key"
  case keyExpired = "key-expired"
  case unknownEndpoint = "unknown-endpoint"
  case suspended
  case notAuthorized = "not-authorized"
  case applicationNotApproved = "application-not-approved"
  case outsideValidity = "outside-validity"
  case licenceInactive = "licence-inactive"
  case endpointNotGranted = "endpoint-not-granted"
  case accountNotPermitted = "account-not-permitted"
  case addressNotListed = "address-not-listed"
  case allowed
  case stateUnavailable = "state-unavailable"

  /// Whether the call may be made.
  package var isAllowed: Bool { self == .allowed }
}
