import AccessModel

/// A form of text as schemas and documents describe it.
///
/// INVARIANT: every text that the form accepts matches `pattern`. The converse need not hold: check
/// digits, calendars and address arithmetic are beyond patterns.
struct TextFormDescription {
  /// Name among the definitions of a schema, or nil for a form with a length of its own.
  let definition: String?
  /// What is written, for people.
  let words: String
  /// A regular expression that ECMA 262, RE2 and Python read alike.
  let pattern: String?
  /// In Unicode scalars.
  let lengthMax: Int?
  let example: String
  /// Words that are the only ones possible.
  let choices: [String]

  /// How it is called in a table: the part of `words` before the colon.
  var title: String {
    let words = words.split(separator: ":", maxSplits: 1)
    return words.count == 2 ? String(words[0]) : definition ?? ""
  }

  /// What it is, without its title.
  var meaning: String {
    let words = words.split(separator: ":", maxSplits: 1)
    return words.count == 2 ? String(words[1].dropFirst()) : self.words
  }

  init(
    _ definition: String?, _ words: String, pattern: String?, lengthMax: Int? = nil,
    example: String, choices: [String] = []
  ) {
    self.definition = definition
    self.words = words
    self.pattern = pattern
    self.lengthMax = lengthMax
    self.example = example
    self.choices = choices
  }

  private static let nameBody = "[a-z]([a-z0-9-]{0,61}[a-z0-9])?"
  private static let word = "[a-z][a-z0-9_]*"

  static let name = TextFormDescription(
    "name",
    "name: 1 to 63 of a-z, 0-9 and hyphen, beginning with a letter, not ending with a hyphen",
    pattern: "^\(nameBody)$", example: "harbour-capital")

  static let nameOrAll = TextFormDescription(
    "nameOrAll", "name, or * for all", pattern: "^(\\*|\(nameBody))$", example: "*")

  static let selector = TextFormDescription(
    "selector", "endpoint selector: an id, a prefix as trade.order.*, set:NAME, or \"*\" for all",
    pattern: "^(\\*|set:\(nameBody)|\(word)(\\.[a-z0-9_]+)*\\.\\*|\(word)(\\.[a-z0-9_]+)+)$",
    lengthMax: 128, example: "trade.order.*")

  private static let email = TextFormDescription(
    "email", "e-mail address: name@host.example, ASCII only",
    pattern: "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", lengthMax: 254,
    example: "amy.lau@harbour.example")

  private static let lei = TextFormDescription(
    "lei", "legal entity identifier: 18 of A-Z and 0-9 and two check digits",
    pattern: "^[A-Z0-9]{18}[0-9]{2}$", example: "999900HARBOURCAPIT60")

  private static let country = TextFormDescription(
    "country", "country code: two letters of ISO 3166-1", pattern: "^[A-Z]{2}$", example: "HK")

  private static let instant = TextFormDescription(
    "instant", "instant: RFC 3339 to the second, with Z or an offset",
    pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.0+)?"
      + "(Z|[+-][0-9]{2}:[0-9]{2})$",
    example: "2026-12-01T09:00:00+08:00")

  private static let duration = TextFormDescription(
    "duration", "duration: weeks, or days, hours, minutes and seconds of ISO 8601",
    pattern: "^P([0-9]+W|[0-9]+D(\(timePart))?|\(timePart))$", example: "P10D")

  private static let timePart =
    "T([0-9]+H([0-9]+M)?([0-9]+S)?|[0-9]+M([0-9]+S)?|[0-9]+S)"

  private static let endpointID = TextFormDescription(
    "endpointId", "endpoint id: two or more words of a-z, 0-9 and _ with dots between",
    pattern: "^\(word)(\\.[a-z0-9_]+)+$", lengthMax: 128, example: "trade.order.place")

  private static let httpMethod = TextFormDescription(
    "httpMethod", "method: one of " + methodNames.joined(separator: ", "), pattern: nil,
    example: "POST",
    choices: methodNames)

  private static let methodNames = HTTPMethod.allCases.map(\.rawValue)

  private static let path = TextFormDescription(
    "path",
    "path: where an endpoint is called, or a note in parentheses where the protocol has no paths",
    pattern: "^(/[^\\s?#\"\\\\`]*|\\([^()`]+\\))$", lengthMax: 256,
    example: "/trading/orders/{id}")

  private static let region = TextFormDescription(
    "region", "region: 1 to 63 of a-z, 0-9 and inner hyphens",
    pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", example: "hk")

  private static let sha256 = TextFormDescription(
    "sha256", "SHA-256: 64 of 0-9 and a-f", pattern: "^[0-9a-f]{64}$",
    example: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")

  private static let addressBlock = TextFormDescription(
    "addressBlock", "address block: an IPv4 or IPv6 address, with a prefix length or without",
    pattern: "^[0-9A-Fa-f:.]+(/[0-9]{1,3})?$", lengthMax: 49, example: "203.0.113.0/26")

  private static let address = TextFormDescription(
    "address", "address: IPv4 or IPv6", pattern: "^[0-9A-Fa-f:.]+$", lengthMax: 45,
    example: "203.0.113.9")

  private static let signingKey = TextFormDescription(
    "signingKey", "OpenSSH public key: the line of a .pub file",
    pattern: "^[a-z0-9@.-]+ AAAA[A-Za-z0-9+/=]+( [^ ]*)?$", lengthMax: 2_000,
    example: "ssh-ed25519 AAAA... amy")

  private static let principal = TextFormDescription(
    "principal",
    "principal: TraderAuthorization/INSTITUTION/NAME, BrokerApplication/INSTITUTION/NAME/USER "
      + "or RetailClient/NAME/KEYNAME",
    pattern: "^((TraderAuthorization|RetailClient)/\(nameBody)/\(nameBody)"
      + "|BrokerApplication/\(nameBody)/\(nameBody)/\(nameBody))$",
    example: "TraderAuthorization/harbour-capital/amy")

  private static let query = TextFormDescription(
    "query", "query: comparisons joined by and, or, not and parentheses", pattern: ".",
    example: "class = trade and network = any")

  /// The forms that have a name, in the order of the documents.
  static let named: [TextFormDescription] = [
    name, selector, email, lei, country, instant, duration, endpointID, httpMethod, path, region,
    sha256, addressBlock, address, signingKey, principal, query,
  ]

  static func of(_ form: TextForm) -> TextFormDescription {
    switch form {
    case .line(let scalarsMax):
      TextFormDescription(
        nil, "text: one line of at most \(scalarsMax) characters", pattern: ".",
        lengthMax: scalarsMax, example: "SEC-118 moved to research")
    case .identifier(let bytesMax):
      TextFormDescription(
        nil, "identifier: at most \(bytesMax) printable ASCII characters without spaces",
        pattern: "^[!-~]+$", lengthMax: bytesMax, example: "HK_STOCK_NORMAL")
    case .name: name
    case .email: email
    case .legalEntityIdentifier: lei
    case .country: country
    case .instant: instant
    case .duration: duration
    case .endpointID: endpointID
    case .httpMethod: httpMethod
    case .path: path
    case .region: region
    case .sha256: sha256
    case .addressBlock: addressBlock
    case .address: address
    case .signingKey: signingKey
    case .principal: principal
    case .query: query
    }
  }
}
