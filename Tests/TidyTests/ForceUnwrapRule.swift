/// Finds `value!`, and optionals that unwrap themselves.
enum ForceUnwrapRule {
  static func violations(in source: SourceText) -> [Violation] {
    guard source.path.hasPrefix("Sources/") else { return [] }
    return source.codeLines.filter { unwraps($0.text) }.map {
      Violation(source, line: $0.number, "`!` can end the program; use `guard let` or `if let`")
    }
  }

  /// Whether a `!` follows a value directly and is no part of `!=`.
  private static func unwraps(_ line: Substring) -> Bool {
    let bytes = Array(line.utf8)
    let closers = Set(")]}?\"".utf8)
    for index in bytes.indices.dropFirst() where bytes[index] == UInt8(ascii: "!") {
      let before = bytes[index - 1]
      guard isNameByte(before) || closers.contains(before) else { continue }
      if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "=") { continue }
      let word = bytes[..<index].suffix(while: isNameByte)
      if ["try", "as"].contains(where: { word.elementsEqual($0.utf8) }) { continue }
      return true
    }
    return false
  }
}

extension BidirectionalCollection where Element == UInt8 {
  /// The longest end whose bytes all satisfy `condition`.
  fileprivate func suffix(while condition: (UInt8) -> Bool) -> SubSequence {
    var start = endIndex
    while start > startIndex, condition(self[index(before: start)]) { start = index(before: start) }
    return self[start...]
  }
}
