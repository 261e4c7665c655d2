import Diagnostics

/// Finds what gives itself away inside one word: known prefixes, hexadecimal of digest length, web
/// tokens and letters and digits in an order that no language has.
struct SecretWords {
  let bytes: ArraySlice<UInt8>

  /// No shape below is shorter.
  static let countMin = 12

  func found() -> SecretShape? {
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let word = bytes[start...].prefix(while: \.isTokenByte)
      if word.count >= SecretWords.countMin, let shape = shape(of: word) { return shape }
      start = word.endIndex + 1
    }
    return nil
  }

  /// Whether a token begins at any place of what holds letters, digits and `_` alone.
  var holdsProjectToken: Bool {
    bytes.indices.contains { bytes[$0] == UInt8(ascii: "m") && isProjectToken(bytes[$0...]) }
  }

  private func shape(of word: ArraySlice<UInt8>) -> SecretShape? {
    if isPublicKey(word) || KeyID.isOne(Text(Array(word))) { return nil }
    if isWebToken(word) { return .webToken }
    for piece in word.split(separator: .slash) {
      if let shape = shape(ofPiece: piece) { return shape }
    }
    return word.contains(.slash) && !isPath(word) && isRandom(word) ? .randomText : nil
  }

  private func shape(ofPiece piece: ArraySlice<UInt8>) -> SecretShape? {
    if isProjectToken(piece) { return .projectToken }
    if SecretWords.isVendorToken(piece) { return .vendorToken }
    for run in piece.split(whereSeparator: { !$0.isAlphanumeric }) where isDigest(run) {
      return .digest
    }
    return isRandom(piece) ? .randomText : nil
  }

  /// `mdt_prod_` and at least eight characters, wherever they stand: a cut token is refused, and so
  /// is one that was pasted against other text.
  private func isProjectToken(_ piece: ArraySlice<UInt8>) -> Bool {
    var rest = piece
    while let start = rest.firstIndex(of: 0x6D) {
      if startsProjectToken(rest[start...]) { return true }
      rest = rest[(start + 1)...]
    }
    return false
  }

  private func startsProjectToken(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let rest = SecretWords.rest(of: bytes, after: SecretShape.projectTokenPrefix)
    else { return false }
    return SecretWords.environments.contains {
      (SecretWords.rest(of: rest, after: $0)?.prefix(while: \.isAlphanumeric).count ?? 0) >= 8
    }
  }

  private static let environments = ["prod_", "sandbox_", "uat_"]

  private static let publicKeyTypes = ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"]

  private static func isVendorToken(_ piece: ArraySlice<UInt8>) -> Bool {
    vendors.contains { prefix, count in
      guard let rest = rest(of: piece, after: prefix) else { return false }
      return rest.count >= count && rest.contains(where: \.isDigit)
    } || isCloudKeyID(piece)
  }

  /// What tokens of other services begin with, and how many more characters they have at least.
  private static let vendors: [(prefix: String, count: Int)] = [
    ("ghp_", 16), ("gho_", 16), ("ghu_", 16), ("ghs_", 16), ("ghr_", 16), ("github_pat_", 16),
    ("glpat-", 16), ("sk_live_", 10), ("sk_test_", 10), ("rk_live_", 10), ("rk_test_", 10),
    ("xoxa-", 8), ("xoxb-", 8), ("xoxe-", 8), ("xoxp-", 8), ("xoxr-", 8), ("xoxs-", 8),
    ("xapp-", 8), ("npm_", 30), ("pypi-", 30), ("AIza", 30), ("dop_v1_", 30), ("shpat_", 24),
    ("sk-", 32), ("AGE-SECRET-KEY-1", 16),
  ]

  /// `AKIA` or `ASIA` and sixteen upper-case letters and digits.
  private static func isCloudKeyID(_ piece: ArraySlice<UInt8>) -> Bool {
    guard piece.count == 20, piece.allSatisfy({ $0.isUpperLetter || $0.isDigit }) else {
      return false
    }
    return rest(of: piece, after: "AKIA") != nil || rest(of: piece, after: "ASIA") != nil
  }

  /// Hexadecimal of 32 or more digits, an even number of them, letters and decimals mixed.
  private func isDigest(_ run: ArraySlice<UInt8>) -> Bool {
    guard run.count >= 32, run.count.isMultiple(of: 2) else { return false }
    guard run.allSatisfy({ $0.hexValue != nil }), run.contains(where: \.isDigit),
      run.contains(where: \.isLetter)
    else { return false }
    return run.count != 40 || run.count == bytes.count
  }

  /// Two base64url parts, each followed by a dot; the first one is a JSON object.
  private func isWebToken(_ word: ArraySlice<UInt8>) -> Bool {
    guard SecretWords.rest(of: word, after: "eyJ") != nil else { return false }
    let second = bytes[word.endIndex...].dropFirst().prefix(while: \.isTokenByte)
    guard second.count >= 8, word.endIndex < bytes.endIndex, bytes[word.endIndex] == .dot
    else { return false }
    return second.endIndex < bytes.endIndex && bytes[second.endIndex] == .dot
  }

  /// The base64 part of an SSH public key, after the word that names its type.
  private func isPublicKey(_ word: ArraySlice<UInt8>) -> Bool {
    guard SecretWords.rest(of: word, after: "AAAA") != nil, word.startIndex > bytes.startIndex
    else { return false }
    // The longest type name has 34 bytes.
    let before = bytes[..<(word.startIndex - 1)].suffix(40)
    let start = before.lastIndex(of: .space).map { $0 + 1 } ?? before.startIndex
    return SecretWords.publicKeyTypes.contains {
      SecretWords.rest(of: before[start...], after: $0) != nil
    }
  }

  /// Whether a word with slashes is part of a path or URL rather than base64.
  private func isPath(_ word: ArraySlice<UInt8>) -> Bool {
    if word.first == .slash { return true }
    if word.startIndex > bytes.startIndex {
      let before = bytes[word.startIndex - 1]
      if before == .dot || before == .colon { return true }
    }
    return word.split(separator: .slash).contains { piece in
      piece.count >= 4 && piece.allSatisfy { $0.isLowerLetter || $0 == .hyphen }
    }
  }

  /// Whether 32 or more characters change between small letters, capitals and digits as drawn ones.
  ///
  /// Words, camel case and numbered names change less often.
  private func isRandom(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count >= 32, !holdsCommit(word) else { return false }
    let count = SecretCount(word)
    if count.lowers > 0, count.uppers > 0, count.digits > 0 {
      return count.changes * 100 >= (count.characters - 1) * 36
    }
    let hasOneCase = (count.lowers == 0) != (count.uppers == 0)
    return hasOneCase && count.characters == word.count && count.digits >= 4
      && count.changes * 100 >= (count.characters - 1) * (count.uppers > 0 ? 16 : 26)
  }

  private func holdsCommit(_ word: ArraySlice<UInt8>) -> Bool {
    word.split(whereSeparator: { !$0.isAlphanumeric }).contains {
      $0.count == 40 && $0.allSatisfy { $0.hexValue != nil }
    }
  }

  private static func rest(
    of part: ArraySlice<UInt8>, after prefix: String
  ) -> ArraySlice<UInt8>? {
    part.starts(with: prefix.utf8) ? part.dropFirst(prefix.utf8.count) : nil
  }
}

/// How many characters of each kind a word has, and how often the kind changes between neighbours.
private struct SecretCount {
  private(set) var lowers = 0
  private(set) var uppers = 0
  private(set) var digits = 0
  private(set) var changes = 0

  var characters: Int { lowers + uppers + digits }

  init(_ word: ArraySlice<UInt8>) {
    var before = 0
    for byte in word where byte.isAlphanumeric {
      let kind = byte.isDigit ? 1 : byte.isLowerLetter ? 2 : 3
      if kind != before, before != 0 { changes += 1 }
      before = kind
      switch kind {
      case 1: digits += 1
      case 2: lowers += 1
      default: uppers += 1
      }
    }
  }
}
