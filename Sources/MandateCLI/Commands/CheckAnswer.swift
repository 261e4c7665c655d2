import AccessModel
import Diagnostics

/// The answer to one question of `check`.
struct CheckAnswer {
  let reason: AccessReason
  let message: String

  init(_ reason: AccessReason) {
    self.reason = reason
    message = reason.words
  }

  init(_ fault: CheckFault) {
    reason = .badRequest
    message = TokenMask.masked(fault.message)
  }

  private init(_ reason: AccessReason, _ message: String) {
    self.reason = reason
    self.message = message
  }

  /// The same answer, saying that the caller's address was written in the mapped form.
  func saying(mapped address: IPAddress) -> CheckAnswer {
    CheckAnswer(reason, "\(message); the IPv4-mapped address was read as \(address)")
  }

  var decision: String { reason.isAllowed ? "allow" : "deny" }

  /// The line of JSON, with its line break.
  var line: [UInt8] {
    var output = Array(
      #"{"decision":"\#(decision)","reason":"\#(reason.rawValue)","message":"#.utf8)
    JSONText.append(message, to: &output)
    output.append(contentsOf: [UInt8(ascii: "}"), 0x0A])
    return output
  }
}

extension AccessReason {
  /// What the reason means, in one line.
  var words: String {
    switch self {
    case .badRequest: "the request is malformed"
    case .unknownKey: "no such key is known"
    case .keyExpired: "no secret of the key is alive: it ended, or was never shown"
    case .unknownEndpoint: "no endpoint of that name is in force in this region"
    case .suspended: "the institution is not open, or a suspension or revocation is in force"
    case .notAuthorized: "there is no such principal, or its user or authorization is not active"
    case .applicationNotApproved: "the application is not approved"
    case .outsideValidity: "the time lies outside the validity of what grants this"
    case .licenceInactive: "the institution has no licence in force, and this needs one"
    case .endpointNotGranted:
      "the endpoint is not among those granted, approved and below the ceiling of the tier"
    case .accountNotPermitted: "the account is not among those that this principal reaches"
    case .addressNotListed: "the address is not among those listed"
    case .allowed: "the call may be made"
    case .stateUnavailable: "the register cannot be read, so nothing is allowed"
    }
  }
}
