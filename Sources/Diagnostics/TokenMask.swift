/// Hides secrets of this program from what people and logs are shown.
///
/// WHY here: a secret that stands where it does not belong is quoted by whatever complains about it,
/// and every complaint is a diagnostic, a line on standard error or an answer of `check`.
package enum TokenMask {
  /// What this project's own tokens begin with, before `prod_`, `sandbox_` or `uat_`.
  package static let prefix = "mdt_"

  private static let beginning = Array(prefix.utf8)
  private static let environments = ["prod_", "sandbox_", "uat_"].map { Array($0.utf8) }
  /// A cut token is hidden too.
  private static let lengthMin = 8

  /// The text with dots in the place of what follows `mdt_ENV_`.
  package static func masked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var kept = 0
    for range in tokens(in: bytes[...]) {
      result += bytes[kept..<range.lowerBound] + Array("...".utf8)
      kept = range.upperBound
    }
    guard kept > 0 else { return text }
    return String(decoding: result + bytes[kept...], as: UTF8.self)
  }

  /// Whether any stands in `bytes`.
  package static func finds(in bytes: ArraySlice<UInt8>) -> Bool { !tokens(in: bytes).isEmpty }

  /// Where what is to be hidden stands.
  private static func tokens(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var rest = bytes
    while let start = rest.firstIndex(of: beginning[0]) {
      rest = rest[start...]
      if rest.starts(with: beginning), let range = secret(after: rest.dropFirst(beginning.count)) {
        found.append(range)
        rest = rest[range.upperBound...]
      } else {
        rest = rest.dropFirst()
      }
    }
    return found
  }

  private static func secret(after rest: ArraySlice<UInt8>) -> Range<Int>? {
    guard let environment = environments.first(where: rest.starts) else { return nil }
    let word = rest.dropFirst(environment.count).prefix { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        true
      default: false
      }
    }
    return word.count >= lengthMin ? word.startIndex..<word.endIndex : nil
  }
}
