import AccessModel
import Diagnostics

/// One question of `check --batch`: the texts of a flat JSON object.
struct CheckLine {
  private(set) var key: Text?
  private(set) var keyID: Text?
  private(set) var principal: Text?
  private(set) var endpoint: Text?
  private(set) var method: Text?
  private(set) var path: Text?
  /// Nil when it is null or absent: an endpoint that needs no account ignores it anyway.
  private(set) var account: Text?
  private(set) var ip: Text?
  private(set) var at: Text?
  private var hasAccount = false

  init() {}

  /// Takes one member; throws when it is unknown, repeated, or null where a text must stand.
  mutating func take(_ name: Text, _ value: Text?) throws(CheckFault) {
    if name.is("principal") {
      try Self.set(&principal, "principal", value)
    } else if name.is("endpoint") {
      try Self.set(&endpoint, "endpoint", value)
    } else if name.is("account") {
      guard !hasAccount else { throw .repeated("account") }
      (account, hasAccount) = (value, true)
    } else if name.is("ip") {
      try Self.set(&ip, "ip", value)
    } else if name.is("at") {
      try Self.set(&at, "at", value)
    } else if name.is("method") {
      try Self.set(&method, "method", value)
    } else if name.is("path") {
      try Self.set(&path, "path", value)
    } else if name.is("key") {
      try Self.set(&key, "key", value)
    } else if name.is("keyId") {
      try Self.set(&keyID, "keyId", value)
    } else {
      throw .unknown(name)
    }
  }

  private static func set(
    _ member: inout Text?, _ name: StaticString, _ value: Text?
  ) throws(CheckFault) {
    guard member == nil else { throw .repeated(name) }
    guard let value else { throw .notText(name) }
    member = value
  }
}

/// Why a line is no question.
enum CheckFault: Error {
  case notObject
  case unknown(Text)
  case repeated(StaticString)
  case notText(StaticString)
  case missing(String)
  case surplus(String)
  case badAddress(Text)
  case badInstant(Text)
  case accountMissing
  case tooLong
  case notUTF8

  /// The words of the answer; what the line says is shown in parts, never whole.
  var message: String {
    switch self {
    case .notObject: "the line is not one JSON object whose members are texts"
    case .unknown(let name): "there is no member `\(Self.shown(name))`"
    case .repeated(let name): "the member `\(name)` stands twice"
    case .notText(let name): "the member `\(name)` is not a text"
    case .missing(let what): "the line lacks \(what)"
    case .surplus(let what): "the line has \(what)"
    case .badAddress(let text): "`\(Self.shown(text))` is not an internet address"
    case .badInstant(let text): "`\(Self.shown(text))` is not an RFC 3339 time"
    case .accountMissing: "this endpoint needs an account, and the account is null"
    case .tooLong: "the line is longer than \(CheckLineReader.bytesMax) bytes"
    case .notUTF8: "the line is not UTF-8"
    }
  }

  private static func shown(_ text: Text) -> String {
    let string = text.string
    return string.count <= 64 ? string : string.prefix(60) + "..."
  }
}
