/// A function, initializer or subscript with a body.
struct ScannedFunction: Equatable {
  let name: String
  /// Line of its keyword, from 1.
  let line: Int
  /// Lines from the keyword to the closing brace.
  let length: Int
  /// Whether `@Test` stands before it.
  let isTest: Bool
  /// Its code between the braces, without comments and literals.
  let body: String
}

/// Finds functions by counting braces in code whose comments and literals are blank.
struct FunctionScanner {
  private let code: [UInt8]
  private var index = 0
  private var line = 1

  static func functions(in code: String) -> [ScannedFunction] {
    var scanner = FunctionScanner(code: Array(code.utf8))
    return scanner.scan()
  }

  private init(code: [UInt8]) { self.code = code }

  private mutating func scan() -> [ScannedFunction] {
    var found: [ScannedFunction] = []
    var seesTest = false
    var previous: UInt8 = 0x0A
    while index < code.count {
      let byte = code[index]
      guard isNameByte(byte) else {
        if byte == 0x0A { line += 1 }
        if byte != 0x20 { previous = byte }
        index += 1
        continue
      }
      let start = index
      let word = readWord()
      if previous == UInt8(ascii: "@"), word == "Test" { seesTest = true }
      if previous != UInt8(ascii: "."), Self.keywords.contains(word) {
        if let function = function(keyword: word, from: start, isTest: seesTest) {
          found.append(function)
        }
        seesTest = false
      }
      previous = code[index - 1]
    }
    return found
  }

  private static let keywords: Set<String> = ["func", "init", "deinit", "subscript"]

  private mutating func readWord() -> String {
    let start = index
    while index < code.count, isNameByte(code[index]) { index += 1 }
    return String(decoding: code[start..<index], as: UTF8.self)
  }

  /// The function whose keyword has just been read; looks ahead without moving, so that functions
  /// inside its body are found, too.
  private func function(keyword: String, from start: Int, isTest: Bool) -> ScannedFunction? {
    guard let open = openingBrace(after: index), let close = closingBrace(of: open) else {
      return nil
    }
    var name = keyword
    if keyword == "func" {
      let text = code[index...].drop { $0 == 0x20 }
      name = String(
        decoding: text.prefix { ![0x20, UInt8(ascii: "("), UInt8(ascii: "<")].contains($0) },
        as: UTF8.self)
    }
    let lineBreaks = code[start...close].count { $0 == 0x0A }
    return ScannedFunction(
      name: name, line: line, length: lineBreaks + 1, isTest: isTest,
      body: String(decoding: code[(open + 1)..<close], as: UTF8.self))
  }

  /// The brace that opens the body, or nil for a declaration without one, as in a protocol.
  private func openingBrace(after place: Int) -> Int? {
    var depth = 0
    var place = place
    while place < code.count {
      switch code[place] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "{") where depth == 0: return place
      case UInt8(ascii: "}"), UInt8(ascii: ";"): return nil
      case 0x0A where depth == 0 && !continues(after: place): return nil
      default: break
      }
      if depth < 0 { return nil }
      place += 1
    }
    return nil
  }

  /// Whether a declaration goes on after the line break at `place`.
  private func continues(after place: Int) -> Bool {
    let rest = code[place...].drop { $0 == 0x20 || $0 == 0x0A }
    let before = code[..<place].last { $0 != 0x20 }
    if before == UInt8(ascii: ",") || before == UInt8(ascii: ">") || before == UInt8(ascii: ":") {
      return true
    }
    return ["{", "->", "where ", "throws", "async", "rethrows"].contains {
      rest.starts(with: $0.utf8)
    }
  }

  private func closingBrace(of open: Int) -> Int? {
    var depth = 0
    for place in open..<code.count {
      if code[place] == UInt8(ascii: "{") { depth += 1 }
      if code[place] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return place }
    }
    return nil
  }
}
