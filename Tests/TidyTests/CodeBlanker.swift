/// Turns the comments and literals of Swift code into blanks.
///
/// Knows nested comments, strings of several lines, raw strings and the code inside `\(…)`, which
/// stays. Regex literals look like code to it; this repository has none.
enum CodeBlanker {
  static func code(of text: String) -> String {
    var scanner = Scanner(bytes: Array(text.utf8))
    scanner.scanCode(untilParenthesis: false)
    return String(decoding: scanner.code, as: UTF8.self)
  }
}

private struct Scanner {
  let bytes: [UInt8]
  var code: [UInt8] = []
  var index = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
    code.reserveCapacity(bytes.count)
  }

  /// Scans to the end, or to the parenthesis that closes an interpolation.
  mutating func scanCode(untilParenthesis: Bool) {
    var depth = 0
    while index < bytes.count {
      let byte = bytes[index]
      if at("//") {
        blank { $0.bytes[$0.index] != 0x0A }
      } else if at("/*") {
        blankBlockComment()
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "#") {
        scanPossibleString()
      } else {
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") {
          if untilParenthesis, depth == 0 { return }
          depth -= 1
        }
        keep()
      }
    }
  }

  private func at(_ text: StaticString) -> Bool { at(text, index) }

  private func at(_ text: StaticString, _ place: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard place + length <= bytes.count else { return false }
    return text.withUTF8Buffer { bytes[place..<place + length].elementsEqual($0) }
  }

  private mutating func keep() {
    code.append(bytes[index])
    index += 1
  }

  /// Replaces `count` bytes by blanks; line breaks stay, so that lines keep their numbers.
  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<count where index < bytes.count {
      code.append(bytes[index] == 0x0A ? 0x0A : 0x20)
      index += 1
    }
  }

  private mutating func blank(while condition: (Scanner) -> Bool) {
    while index < bytes.count, condition(self) { blank() }
  }

  private mutating func blankBlockComment() {
    var depth = 0
    repeat {
      if at("/*") {
        depth += 1
        blank(2)
      } else if at("*/") {
        depth -= 1
        blank(2)
      } else {
        blank()
      }
    } while depth > 0 && index < bytes.count
  }

  /// At `"` or `#`: a string with as many number signs as stand here, or code such as `#expect`.
  private mutating func scanPossibleString() {
    var hashes = 0
    while index + hashes < bytes.count, bytes[index + hashes] == UInt8(ascii: "#") { hashes += 1 }
    guard at("\"", index + hashes) else {
      for _ in 0..<max(1, hashes) { keep() }
      return
    }
    let quotes = at("\"\"\"", index + hashes) ? 3 : 1
    blank(hashes + quotes)
    scanString(hashes: hashes, quotes: quotes)
  }

  private mutating func scanString(hashes: Int, quotes: Int) {
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), hashesFollow(index + 1, hashes) {
        blank(1 + hashes)
        if at("(") {
          keep()
          scanCode(untilParenthesis: true)
          if index < bytes.count { keep() }
        } else {
          blank()
        }
      } else if isEnd(hashes: hashes, quotes: quotes) {
        blank(quotes + hashes)
        return
      } else {
        blank()
      }
    }
  }

  private func isEnd(hashes: Int, quotes: Int) -> Bool {
    guard quotes == 3 ? at("\"\"\"") : at("\"") else { return false }
    return hashesFollow(index + quotes, hashes)
  }

  private func hashesFollow(_ place: Int, _ count: Int) -> Bool {
    guard place + count <= bytes.count else { return false }
    return bytes[place..<place + count].allSatisfy { $0 == UInt8(ascii: "#") }
  }
}
