/// Finds what gives itself away by the signs and words around it: passwords after their label,
/// in URLs and as crypt hashes, private key blocks and one-time codes.
struct SecretPhrases {
  let bytes: ArraySlice<UInt8>

  func found() -> SecretShape? {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if let shape = shape(at: index) { return shape }
      index += 1
    }
    return nil
  }

  private func shape(at index: Int) -> SecretShape? {
    switch bytes[index] {
    case 0x24: return isPasswordHash(at: index) ? .passwordHash : nil
    case 0x7B: return isPasswordHash(at: index) ? .passwordHash : nil
    case .hyphen: return isPrivateKey(at: index) ? .privateKey : nil
    case 0x3D: return isPassword(markedBy: index) ? .password : nil
    case .colon:
      if hasPasswordInURL(at: index) { return .urlPassword }
      return isPassword(markedBy: index) ? .password : nil
    case 0x30...0x39: return isOneTimeCode(at: index) ? .oneTimeCode : nil
    default: return nil
    }
  }

  /// `$6$salt…`, `$2b$12$…`, `$argon2id$…`, `{SSHA}…`.
  private func isPasswordHash(at index: Int) -> Bool {
    guard let scheme = SecretPhrases.hashSchemes.first(where: { starts(with: $0, at: index) })
    else { return false }
    return bytes.endIndex - index >= scheme.utf8.count + 8
  }

  /// `-----BEGIN … PRIVATE KEY-----`.
  private func isPrivateKey(at index: Int) -> Bool {
    guard starts(with: "-----begin ", at: index) else { return false }
    let label = bytes[(index + 11)...].prefix { $0 != .hyphen }
    return label.suffix(11).elementsEqual("PRIVATE KEY".utf8)
  }

  /// `://name:password@` with the colon of the scheme at `index`.
  private func hasPasswordInURL(at index: Int) -> Bool {
    guard starts(with: "://", at: index) else { return false }
    let authority = bytes[(index + 3)...].prefix { $0 != .slash && $0 > .space && $0 != 0x3F }
    guard let at = authority.lastIndex(of: .at) else { return false }
    guard let colon = authority[..<at].firstIndex(of: .colon) else { return false }
    return colon + 1 < at
  }

  /// A value after a label such as `password=` or `secret: `, with the mark at `index`.
  private func isPassword(markedBy index: Int) -> Bool {
    let label = trimmingEnd(bytes[..<index])
    guard label.last?.isLetter == true else { return false }
    let isStrong = SecretPhrases.strongLabels.contains { ends(label, with: $0) }
    guard isStrong || SecretPhrases.labels.contains(where: { endsWord(label, with: $0) })
    else { return false }
    let rest = bytes[(index + 1)...].drop { $0 == .space || $0 == 0x22 || $0 == 0x27 }
    let value = rest.prefix { $0 > .space && $0 != 0x22 && $0 != 0x27 && $0 != 0x2C && $0 != 0x3B }
    guard let first = value.first, !SecretPhrases.isPlaceholder(first) else { return false }
    if bytes[index] == 0x3D { return true }
    guard value.count >= 4 else { return false }
    let isMixed = value.contains { $0.isDigit || !$0.isAlphanumeric && $0 != .dot }
    return isMixed || isStrong && value.endIndex == bytes.endIndex
  }

  /// Four to eight digits after a word such as `OTP` or `verification code`.
  private func isOneTimeCode(at index: Int) -> Bool {
    if index > bytes.startIndex, bytes[index - 1].isAlphanumeric { return false }
    let digits = bytes[index...].prefix(while: \.isDigit)
    guard (4...8).contains(digits.count) else { return false }
    if digits.endIndex < bytes.endIndex, bytes[digits.endIndex].isAlphanumeric { return false }
    var label = trimmingEnd(bytes[..<index])
    if label.suffix(3).elementsEqual(" is".utf8) { label = trimmingEnd(label.dropLast(2)) }
    guard label.last?.isLetter == true else { return false }
    return SecretPhrases.codeLabels.contains { endsWord(label, with: $0) }
  }

  private static let hashSchemes: [String] = [
    "$1$", "$5$", "$6$", "$y$", "$7$", "$2a$", "$2b$", "$2x$", "$2y$", "$argon2", "$scrypt$",
    "$pbkdf2", "$gy$", "{ssha", "{sha", "{smd5}", "{crypt}", "{pbkdf2",
  ]

  private static let strongLabels = bytes(of: ["password", "passwd", "passphrase"])

  private static let labels = bytes(of: [
    "pwd", "passcode", "secret", "token", "otp", "pin", "apikey", "api_key", "api-key", "api key",
    "accesskey", "access_key", "access-key", "access key", "private_key", "private key",
    "secret_key", "secret key", "credential", "credentials",
  ])

  private static let codeLabels = bytes(of: [
    "otp", "totp", "passcode", "one-time code", "one time code", "sms code", "sms",
    "verification code", "2fa code", "mfa code", "security code", "login code",
  ])

  private static func bytes(of words: [String]) -> [[UInt8]] { words.map { Array($0.utf8) } }

  /// Whether a value that begins so stands for one kept elsewhere: `***`, `<redacted>`, `${NAME}`.
  private static func isPlaceholder(_ byte: UInt8) -> Bool {
    byte == 0x2A || byte == 0x3C || byte == 0x24 || byte == 0x7B
  }

  /// The bytes without the spaces, quotes and marks at their end, of which at most eight are looked
  /// at, so that long runs of them cost no more.
  private func trimmingEnd(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let limit = max(part.startIndex, part.endIndex - 8)
    var end = part.endIndex
    while end > limit, SecretPhrases.isBetween(part[end - 1]) { end -= 1 }
    return part[..<end]
  }

  private static func isBetween(_ byte: UInt8) -> Bool {
    switch byte {
    case .space, 0x22, 0x27, .colon, 0x3D, 0x23: true
    default: false
    }
  }

  /// Whether the bytes from `index` on begin with `lower`, in any letter case.
  private func starts(with lower: String, at index: Int) -> Bool {
    let count = lower.utf8.count
    guard bytes.endIndex - index >= count else { return false }
    return bytes[index..<index + count].elementsEqual(lower.utf8) { $0.lowered == $1 }
  }

  /// Whether `part` ends with `lower` in any letter case; most parts differ in the last byte.
  private func ends(_ part: ArraySlice<UInt8>, with lower: [UInt8]) -> Bool {
    guard part.count >= lower.count else { return false }
    var index = part.endIndex - 1
    for byte in lower.reversed() {
      guard part[index].lowered == byte else { return false }
      index -= 1
    }
    return true
  }

  /// As `ends`, where no letter or digit stands before the word.
  private func endsWord(_ part: ArraySlice<UInt8>, with lower: [UInt8]) -> Bool {
    guard ends(part, with: lower) else { return false }
    return part.dropLast(lower.count).last?.isAlphanumeric != true
  }
}
