import Diagnostics

/// The line by which a bot finds the comment that it wrote for an owner's plan.
enum CommentMarker {
  /// Such as `<!-- mandate:plan owner=harbour-prod -->`.
  ///
  /// Nothing in a name can end the comment: what is no letter, digit, dot, underscore or single
  /// hyphen is percent-encoded.
  static func line(owner: Text?) -> String {
    guard let owner else { return "<!-- mandate:plan -->" }
    var encoded: [UInt8] = []
    for byte in owner.bytes {
      let isSecondHyphen = byte == UInt8(ascii: "-") && encoded.last == byte
      if isPlain(byte), !isSecondHyphen {
        encoded.append(byte)
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += Array("%\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8)
      }
    }
    return "<!-- mandate:plan owner=\(String(decoding: encoded, as: UTF8.self)) -->"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-._".utf8.contains(byte)
    }
  }
}
