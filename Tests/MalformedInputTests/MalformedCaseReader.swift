import Diagnostics
import Foundation
import TestSupport

/// Reads a file of cases.
///
///     == the title of a case
///     kind: Desk                   a line of the case's own file, case.yaml
///     @raw name: "\xFF\u{202E}"    such a line with escapes in it
///     @repeat 70 [                 so many copies, without a line break; escapes count here too
///     @file mandate.yaml           begins another file, or one in the place of a sound one
///     @folder x                    @pipe x.yaml   @link x.yaml -> y   @remove base.yaml
///     !! code 3:7                  an error in case.yaml; `other.yaml 3:7` in another file
///     ?? code 3:7                  a warning; `::` is a note, and `nowhere` for a place is none
///
/// The lines `!!`, `??` and `::` are all that the run says, in any order. Lines before the first
/// title say what the group is about.
struct MalformedCaseReader {
  /// The file that a case writes when it names none.
  static let ownFile = "case.yaml"

  private let group: String
  private(set) var cases: [MalformedCase] = []
  private var title: (text: String, line: Int)?
  private var steps: [TreeStep] = []
  private var file: (name: String, bytes: [UInt8])?
  private var expected: [ExpectedDiagnostic] = []

  /// What is wrong with a file of cases.
  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  private init(group: String) { self.group = group }

  static func cases(in text: String, group: String) throws -> [MalformedCase] {
    var reader = MalformedCaseReader(group: group)
    for (index, line) in lines(of: text).enumerated() {
      do {
        try reader.read(String(line), number: index + 1)
      } catch let fault as Fault {
        throw Fault(description: "\(group).txt:\(index + 1): \(fault)")
      }
    }
    reader.endCase()
    return reader.cases
  }

  private mutating func read(_ line: String, number: Int) throws {
    if line.hasPrefix("== ") {
      endCase()
      title = (String(line.dropFirst(3)), number)
      return
    }
    guard title != nil else { return }
    if let severity = Self.severity(of: line) {
      expected.append(try Self.diagnostic(line.dropFirst(3), severity))
    } else if line.hasPrefix("@") {
      try direct(line.dropFirst())
    } else if expected.isEmpty {
      append(Array((line + "\n").utf8))
    } else if !line.isEmpty {
      throw Fault(description: "a line of the tree stands after what is expected")
    }
  }

  private static func severity(of line: String) -> Diagnostic.Severity? {
    if line.hasPrefix("!! ") { return .error }
    if line.hasPrefix("?? ") { return .warning }
    return line.hasPrefix(":: ") ? .note : nil
  }

  private mutating func endCase() {
    guard let title else { return }
    endFile()
    cases.append(
      MalformedCase(
        group: group, title: title.text, line: title.line, steps: steps, expected: expected))
    (self.title, steps, expected) = (nil, [], [])
  }

  private mutating func endFile() {
    if let file { steps.append(.file(file.name, file.bytes)) }
    file = nil
  }

  private mutating func append(_ bytes: [UInt8]) {
    if file == nil { file = (Self.ownFile, []) }
    file?.bytes += bytes
  }

  private static func diagnostic(
    _ text: Substring, _ severity: Diagnostic.Severity
  ) throws -> ExpectedDiagnostic {
    let words = text.split(separator: " ").map(String.init)
    if words.count == 2, words[1] == "nowhere" {
      return ExpectedDiagnostic(severity: severity, code: words[0], place: nil)
    }
    let numbers = (words.last ?? "").split(separator: ":").compactMap { Int($0) }
    guard (2...3).contains(words.count), numbers.count == 2 else {
      throw Fault(description: "`\(text)` is not `code line:column`")
    }
    return ExpectedDiagnostic(
      severity: severity, code: words[0],
      place: ExpectedDiagnostic.Place(
        file: words.count == 3 ? words[1] : ownFile, line: numbers[0], column: numbers[1]))
  }

  // MARK: Directives

  private mutating func direct(_ line: Substring) throws {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    let rest = words.count > 1 ? words[1] : ""
    switch words.first {
    case "raw": append(try Escapes.bytes(of: rest) + [0x0A])
    case "repeat":
      let parts = rest.split(separator: " ", maxSplits: 1).map(String.init)
      guard parts.count == 2, let count = Int(parts[0]) else {
        throw Fault(description: "`\(rest)` is not `count text`")
      }
      let bytes = try Escapes.bytes(of: parts[1])
      append(Array(repeatElement(bytes, count: count).joined()))
    case "file":
      endFile()
      file = (rest, [])
    case "folder": steps.append(.folder(rest))
    case "pipe": steps.append(.pipe(rest))
    case "remove": steps.append(.remove(rest))
    case "link":
      let parts = rest.components(separatedBy: " -> ")
      guard parts.count == 2 else { throw Fault(description: "`\(rest)` is not `name -> target`") }
      steps.append(.link(parts[0], target: parts[1]))
    default: throw Fault(description: "there is no directive `\(line)`")
    }
  }
}
