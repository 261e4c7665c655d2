import Foundation
import TestSupport

/// A page of the documentation, taken apart into what a reader types and what they should see.
///
/// A block ```` ```console ```` holds commands after `$ ` (a backslash at the end of a line goes on in
/// the next one) and under each what it prints; one marked ```` ```console norun ```` is only read by
/// people. A block ```` ```yaml file=NAME ```` is a file that the reader writes. Everything else is prose.
struct PageDocument {
  /// Something that the reader does.
  enum Act: Equatable {
    case run(Command)
    case write(name: String, text: String)
  }

  struct Command: Equatable {
    let text: String
    /// Lines that it prints; three dots or more stand for any text within a line, `...` alone for any lines.
    let output: [String]
    /// The line of the page, from 1.
    let line: Int
    /// Where its output stands among the lines of the page.
    let outputLines: Range<Int>
  }

  let lines: [String]
  private(set) var acts: [Act] = []
  /// The lines of blocks that nobody runs, from 1.
  private(set) var blocksNotRun: [Int] = []
  /// The lines of commands where they would not be run, although nothing says so, from 1.
  private(set) var strayCommands: [Int] = []

  init(_ text: String) throws {
    lines = TestSupport.lines(of: text).map(String.init)
    var index = 0
    while index < lines.count {
      let opening = lines[index]
      index += 1
      guard opening.hasPrefix("```") else {
        if opening.drop(while: { $0 == " " }).hasPrefix("```") { strayCommands.append(index) }
        continue
      }
      let start = index
      while index < lines.count, lines[index] != "```" { index += 1 }
      guard index < lines.count else {
        throw ScriptRunnerFailure("line \(start): the block is not closed")
      }
      try add(start..<index, opening.dropFirst(3).split(separator: " ").map(String.init))
      index += 1
    }
  }

  private mutating func add(_ block: Range<Int>, _ words: [String]) throws {
    if words == ["console", "norun"] {
      blocksNotRun.append(block.lowerBound)
    } else if words == ["console"] {
      try addCommands(block)
    } else if ["console", "sh", "bash", "shell"].contains(words.first) {
      strayCommands.append(block.lowerBound)
    } else if let name = words.first(where: { $0.hasPrefix("file=") }) {
      let text = block.map { lines[$0] + "\n" }.joined()
      acts.append(.write(name: String(name.dropFirst(5)), text: text))
    } else {
      let signs = words.first == "text" ? ["$ "] : ["$ ", "mandate "]
      strayCommands += block.filter { signs.contains(where: lines[$0].hasPrefix) }.map { $0 + 1 }
    }
  }

  private mutating func addCommands(_ block: Range<Int>) throws {
    var index = block.lowerBound
    while index < block.upperBound {
      guard lines[index].hasPrefix("$ ") else {
        throw ScriptRunnerFailure("line \(index + 1): a console block begins with a command")
      }
      let first = index
      var text = String(lines[index].dropFirst(2))
      while text.hasSuffix("\\"), index + 1 < block.upperBound {
        index += 1
        text = String(text.dropLast()) + String(lines[index].drop { $0 == " " })
      }
      index += 1
      let start = index
      while index < block.upperBound, !lines[index].hasPrefix("$ ") { index += 1 }
      acts.append(
        .run(
          Command(
            text: text, output: Array(lines[start..<index]), line: first + 1,
            outputLines: start..<index)))
    }
  }

  // MARK: Comparing

  /// Whether lines that were printed are those of the page.
  static func matches(_ printed: [String], _ expected: [String]) -> Bool {
    guard let first = expected.first else { return printed.isEmpty }
    let rest = Array(expected.dropFirst())
    if first == "..." {
      return (0...printed.count).contains { matches(Array(printed.dropFirst($0)), rest) }
    }
    guard let line = printed.first, matches(line: line, first) else { return false }
    return matches(Array(printed.dropFirst()), rest)
  }

  private static func matches(line: String, _ expected: String) -> Bool {
    let parts = expected.split(separator: /\.{3,}/, omittingEmptySubsequences: false).map(
      String.init)
    guard parts.count > 1 else { return line == expected }
    var rest = line[...]
    for (index, part) in parts.enumerated() {
      if index == 0 {
        guard rest.hasPrefix(part) else { return false }
        rest = rest.dropFirst(part.count)
      } else if index == parts.count - 1 {
        return rest.hasSuffix(part)
      } else {
        guard let found = rest.range(of: part) else { return false }
        rest = rest[found.upperBound...]
      }
    }
    return true
  }

  // MARK: Writing

  /// The page with other output under some commands.
  func replacing(_ outputs: [(lines: Range<Int>, text: [String])]) -> String {
    var result = lines
    for output in outputs.sorted(by: { $0.lines.lowerBound > $1.lines.lowerBound }) {
      result.replaceSubrange(output.lines, with: output.text)
    }
    return result.joined(separator: "\n")
  }

  /// What is random, or different on every machine, as `...`.
  static func generalized(_ line: String) -> String {
    let random = /AK[0-9A-Z]{20}|mdt_[a-z]+_[0-9A-Za-z]{36}|[0-9a-f]{64}|[0-9a-f]{32}/
    // Ids keep their width, for they stand in tables.
    return line.replacing(random) { match in
      match.output.hasPrefix("AK") ? "AK" + String(repeating: ".", count: 20) : "..."
    }
  }
}
