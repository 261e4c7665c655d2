package import Diagnostics

/// A form of text that a manifest must not hold, because it looks like something to keep secret.
///
/// A guess by shape alone: it looks at prefixes, alphabets and the words before a value, and it is
/// made to stay silent on names, ids, paths, addresses, LEIs and public keys.
package enum SecretShape: String, CaseIterable, Hashable, Sendable {
  case projectToken
  case vendorToken
  case webToken
  case privateKey
  case passwordHash
  case digest
  case urlPassword
  case password
  case oneTimeCode
  case randomText

  /// What this project's own tokens begin with, before `prod_`, `sandbox_` or `uat_`.
  package static let projectTokenPrefix = TokenMask.prefix

  /// The first shape that `text` shows anywhere in it, or nil.
  ///
  /// A git commit of 40 hexadecimal digits is a digest only when it is the whole text, because
  /// reasons mention commits in sentences.
  ///
  /// - Complexity: O(n); one pass without allocation for texts that hold nothing suspicious.
  package static func found(in text: Text) -> SecretShape? {
    let bytes = text.bytes
    let traits = SecretTraits(bytes)
    if traits.hasPhraseMark || traits.digitsRunMax >= 4,
      let shape = SecretPhrases(bytes: bytes).found()
    {
      return shape
    }
    guard traits.wordMax >= SecretWords.countMin else { return nil }
    return SecretWords(bytes: bytes).found()
  }

  /// Whether a token of this project stands anywhere in a text, whatever else stands there.
  package static func holdsToken(_ text: Text) -> Bool {
    text.bytes.split { !($0.isAlphanumeric || $0 == .underscore) }
      .contains { SecretWords(bytes: $0).holdsProjectToken }
  }

  /// Refuses a text that shows a shape.
  ///
  /// The message does not repeat the text; whoever prints it must leave out the source line too.
  ///
  /// - Throws: `secret-in-text`.
  package static func check(_ text: Text) throws(FormatProblem) {
    guard let shape = found(in: text) else { return }
    throw FormatProblem(
      .secretInText, "this looks like \(shape.noun), and manifests hold no secrets",
      help: [
        "if it is one: revoke it, then remove it here and from the history of the file",
        "if it is not: say it in other words, such as the number of a ticket",
      ])
  }

  private var noun: String {
    switch self {
    case .projectToken: "a key secret of mandate"
    case .vendorToken: "an access token of another service"
    case .webToken: "a JSON web token"
    case .privateKey: "a private key"
    case .passwordHash: "the hash of a password"
    case .digest: "a digest or a key in hexadecimal"
    case .urlPassword: "a URL with a password"
    case .password: "a password"
    case .oneTimeCode: "a one-time code"
    case .randomText: "a random secret"
    }
  }
}

/// What one pass over the bytes tells, so that most texts need no second one.
private struct SecretTraits {
  /// Whether one of `$`, `=`, `:`, `{` or five hyphens stands anywhere.
  private(set) var hasPhraseMark = false
  private(set) var digitsRunMax = 0
  /// The longest run of bytes that base64, hexadecimal and tokens are made of.
  private(set) var wordMax = 0

  init(_ bytes: ArraySlice<UInt8>) {
    var word = 0
    var digits = 0
    var hyphens = 0
    for byte in bytes {
      digits = byte.isDigit ? digits + 1 : 0
      hyphens = byte == .hyphen ? hyphens + 1 : 0
      word = byte.isTokenByte ? word + 1 : 0
      digitsRunMax = max(digitsRunMax, digits)
      wordMax = max(wordMax, word)
      switch byte {
      case 0x24, 0x3D, 0x3A, 0x7B: hasPhraseMark = true
      default: if hyphens == 5 { hasPhraseMark = true }
      }
    }
  }
}

extension UInt8 {
  /// A letter, a digit or one of `+ / - _`.
  var isTokenByte: Bool {
    isAlphanumeric || self == 0x2B || self == .slash || self == .hyphen || self == .underscore
  }
}
