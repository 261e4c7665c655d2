package import Diagnostics

/// The public id of a key, also called app key: `AK` and twenty random characters.
package enum KeyID {
  package static let prefix = "AK"
  static let randomCount = 20

  /// A new one, of a hundred bits that `random` gives.
  package static func make(random: (Int) -> [UInt8]) -> Text {
    Text(Array(prefix.utf8) + random(randomCount).map { alphabet[Int($0 & 31)] })
  }

  /// Whether a text has the form of one.
  package static func isOne(_ text: Text) -> Bool {
    text.count == prefix.utf8.count + randomCount && text.bytes.starts(with: prefix.utf8)
      && text.bytes.dropFirst(prefix.utf8.count).allSatisfy(alphabet.contains)
  }

  /// Digits and capitals without I, L, O and U, which are misread.
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
}
