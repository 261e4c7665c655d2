import AccessModel
import Diagnostics

/// A question of `check` that is whole: who, which call, on what, from where, when.
struct CheckQuestion {
  enum Call {
    case endpoint(Text)
    case path(method: Text, path: Text)
  }

  let caller: AccessDecider.Caller
  let call: Call
  let account: Text?
  let address: IPAddress
  /// Whether the address was written as IPv4 inside IPv6.
  let wasMapped: Bool
  let instant: Instant

  /// Throws what is missing, surplus or malformed; `now` counts where the line names no time.
  init(_ line: CheckLine, at now: Instant) throws(CheckFault) {
    caller = try Self.caller(line)
    call = try Self.call(line)
    account = line.account
    guard let ip = line.ip else { throw .missing("`ip`") }
    do throws(FormatProblem) {
      (address, wasMapped) = try IPAddress.client(parsing: ip)
    } catch {
      throw .badAddress(ip)
    }
    guard let at = line.at else {
      instant = now
      return
    }
    do throws(FormatProblem) { instant = try Instant(parsing: at) } catch { throw .badInstant(at) }
  }

  private init(_ other: CheckQuestion, at instant: Instant) {
    (caller, call, account) = (other.caller, other.call, other.account)
    (address, wasMapped) = (other.address, other.wasMapped)
    self.instant = instant
  }

  /// The same question at another time.
  func judged(at instant: Instant) -> CheckQuestion { CheckQuestion(self, at: instant) }

  /// The institution that alone decides about it; empty for a retail key, and nil for keys, of which
  /// only the register knows whose they are.
  var institution: Text? {
    guard case .principal(let text) = caller, let address = try? PrincipalAddress(parsing: text)
    else { return nil }
    return address.institution
  }

  private static func caller(_ line: CheckLine) throws(CheckFault) -> AccessDecider.Caller {
    switch (line.principal, line.key, line.keyID) {
    case (let principal?, nil, nil): return .principal(principal)
    case (nil, let key?, nil): return .token(key)
    case (nil, nil, let id?): return .keyID(id)
    case (nil, nil, nil): throw .missing("one of `key`, `keyId` and `principal`")
    default: throw .surplus("more than one of `key`, `keyId` and `principal`")
    }
  }

  private static func call(_ line: CheckLine) throws(CheckFault) -> Call {
    switch (line.endpoint, line.method, line.path) {
    case (let endpoint?, nil, nil): return .endpoint(endpoint)
    case (nil, let method?, let path?): return .path(method: method, path: path)
    case (nil, nil, nil): throw .missing("`endpoint`, or `method` and `path`")
    case (nil, _, nil): throw .missing("`path`")
    case (nil, nil, _): throw .missing("`method`")
    default: throw .surplus("both an endpoint and a method or path")
    }
  }
}
