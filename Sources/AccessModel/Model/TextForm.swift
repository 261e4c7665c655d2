package import Diagnostics

/// The forms of text that fields hold; reading makes each canonical or says what is wrong with it.
package enum TextForm: Sendable, Equatable {
  /// One line for people, at most so many Unicode scalars.
  case line(scalarsMax: Int)
  /// An identifier given by others: printable ASCII without spaces.
  case identifier(bytesMax: Int)
  case name
  case email
  case legalEntityIdentifier
  case country
  case instant
  case duration
  case endpointID
  case httpMethod
  case path
  case region
  case sha256
  case addressBlock
  case address
  /// An OpenSSH public key line.
  case signingKey
  /// The address of a principal (model, section 4).
  case principal
  /// An expression of the query language.
  case query

  /// The canonical text, and what a person should know though it was accepted.
  package struct Reading: Sendable {
    package let text: Text
    package let warning: FormatProblem?

    init(_ text: Text, warning: FormatProblem? = nil) {
      self.text = text
      self.warning = warning
    }
  }

  /// The canonical form of `text`.
  ///
  /// `dayReading` words the help for a bare day where an instant is due.
  package func read(_ text: Text, dayReading: DayReading) throws(FormatProblem) -> Reading {
    switch self {
    case .line(let scalarsMax): Reading(try FreeText(parsing: text, scalarsMax: scalarsMax).text)
    case .identifier(let bytesMax): Reading(try Identifier(parsing: text, bytesMax: bytesMax).text)
    case .name: Reading(try Name(parsing: text).text)
    case .email: Reading(try Email(parsing: text).written)
    case .legalEntityIdentifier: Reading(try LEI(parsing: text).text)
    case .country: Reading(try CountryCode(parsing: text).text)
    case .instant: Reading(try Instant(parsing: text, reading: dayReading).text)
    case .duration: Reading(try DurationText(parsing: text).text)
    case .endpointID: Reading(try EndpointID(parsing: text).text)
    case .httpMethod: Reading(Text(try HTTPMethod(parsing: text).rawValue))
    case .path: Reading(try EndpointPath(parsing: text).text)
    case .region: Reading(try RegionName(parsing: text).text)
    case .sha256: Reading(try SHA256Text(parsing: text).text)
    case .addressBlock: try Self.addressBlock(text)
    case .address: Reading(try IPAddress(parsing: text).text)
    case .signingKey: Reading(try SigningKey(parsing: text).text)
    case .principal: Reading(try PrincipalAddress(parsing: text).text)
    case .query: Reading(try AccessQuery(parsing: text).query.text)
    }
  }

  /// Whether people may write anything here, so that a secret could stand in it.
  package var mayHoldSecrets: Bool {
    switch self {
    case .line, .identifier, .path, .query: true
    case .name, .email, .legalEntityIdentifier, .country, .instant, .duration, .endpointID,
      .httpMethod, .region, .sha256, .addressBlock, .address, .signingKey, .principal:
      false
    }
  }

  private static func addressBlock(_ text: Text) throws(FormatProblem) -> Reading {
    let block = try CIDR(parsing: text)
    guard !block.isCanonicalSpelling(text) else { return Reading(block.text) }
    let warning = FormatProblem(
      .cidrSpelling, "`\(text)` is another spelling of `\(block.text)`",
      help: ["write \(block.text)"])
    return Reading(block.text, warning: warning)
  }
}
