/// Rules on what a file as a whole must and must not hold.
enum FileRules {
  /// A path that exists on the machine of one person only.
  static func machinePaths(in source: SourceText) -> [Violation] {
    source.textLines.filter { namesHome($0.text) }.map {
      Violation(source, line: $0.number, "a path of one machine; write it relative to the project")
    }
  }

  /// A file that declares nothing is left over, or not yet written.
  static func emptyFiles(in source: SourceText) -> [Violation] {
    guard source.path.hasSuffix(".swift"), !source.path.hasSuffix("/main.swift"),
      source.path != "Package.swift"
    else { return [] }
    if source.path.hasSuffix("/Placeholder.swift") {
      return [Violation(source, "a placeholder; delete it when the room has its first file")]
    }
    guard !declarators.contains(where: { source.code.containsWord($0) }) else { return [] }
    return [Violation(source, "declares nothing; delete it")]
  }

  /// A test that expects nothing cannot fail.
  static func testsWithoutExpectation(in source: SourceText) -> [Violation] {
    guard source.path.hasPrefix("Tests/") else { return [] }
    return FunctionScanner.functions(in: source.code).compactMap { function in
      guard function.isTest, !expects(function.body) else { return nil }
      return Violation(
        source, line: function.line, "test `\(function.name)` expects nothing; add #expect")
    }
  }

  /// Our own bugs say that they are ours, so that users report them.
  ///
  /// Only a want of memory is nobody's mistake.
  static func unnamedBugs(in source: SourceText) -> [Violation] {
    guard source.path.hasPrefix("Sources/") else { return [] }
    let calls = source.text.split(
      separator: "preconditionFailure(", omittingEmptySubsequences: false)
    var line = 1
    return zip(calls, calls.dropFirst()).compactMap { before, arguments in
      line += before.utf8.count { $0 == 0x0A }
      let message = arguments.prefix(400)
      guard !["this is a bug in mandate", "no memory"].contains(where: message.contains) else {
        return nil
      }
      return Violation(source, line: line, "end the message with `; this is a bug in mandate`")
    }
  }

  private static let declarators = [
    "struct", "enum", "class", "actor", "protocol", "extension", "func", "let", "var", "typealias",
  ]

  private static func expects(_ body: String) -> Bool {
    let words = body.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "#") }
    let verbs = ["expect", "verify", "require", "confirmation"]
    return words.contains { word in
      let name = word.drop { $0 == "#" }
      return verbs.contains { name.hasPrefix($0) } || word == "record"
    }
  }

  private static func namesHome(_ line: Substring) -> Bool {
    let text = Array(line.utf8)
    for folder in ["home", "root", "Users"] {
      let wanted = Array("/\(folder)/".utf8)
      guard text.count >= wanted.count else { continue }
      for start in 0...(text.count - wanted.count)
      where text[start..<start + wanted.count].elementsEqual(wanted) {
        let before = start > 0 ? text[start - 1] : 0x20
        if !isNameByte(before) && before != UInt8(ascii: ".") { return true }
      }
    }
    return false
  }
}
