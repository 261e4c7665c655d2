import Diagnostics
import Foundation
import Testing
import YAMLSyntax

/// Our reading of plain scalars against PyYAML and the core schema written down once more.
@Suite(.enabled(if: ScalarOracle.isPresent, "python3 with PyYAML is not on this machine"))
struct ScalarOracleTests {
  /// The letters, digits and signs that numbers, words and times are made of.
  static let alphabet = Array("0123456789abefnoxyzENTZ_+-.:~=<,# tT'[".utf8)

  @Test func noShortScalarIsReadOtherwise() throws {
    let isLong = ProcessInfo.processInfo.environment["MANDATE_LONG"] == "1"
    for length in 0...(isLong ? 4 : 3) {
      try expectAgreement(on: Self.texts(of: length))
    }
  }

  @Test func noLongerScalarIsReadOtherwise() throws {
    let texts = [
      "null", "Null", "NULL", "nULL", "true", "True", "TRUE", "tRUE", "false", "False", "FALSE",
      "yes",
      "off", "-0x1F", "0x_1", "0b1010", "0b12", "0o17", "0o18", "00123457", "00123458", "1_000_000",
      "12e5", "12e+5", "1.2e5", "1.2e+5", ".5e-3", "-.5e3", "-.5", "037833E10", "190:20:30",
      "190:20:30.15", "190:60:30", "190:5:3", "0:20:30", "-1:20", "2001:0:0:1:2:3:4:5",
      "2001:db8::1",
      ".inf", "-.Inf", "+.INF", ".iNF", ".nan", ".NaN", "-.nan", "2026-11-20", "2026-1-2",
      "2026-11-20T10:00:00Z", "2026-11-20 10:00:00", "2026-11-20t1:00:00.5 +1",
      "2026-1-2T1:00:00-05:30",
      "2026-11-20T10:00Z", "2026-11-20  10:00:00  Z", "1.2.3.4", "10.0.0.0/8", "1e999", "1.", "+.5",
      "1__2", "0_", "0x", "0b", "-", "+1", "--1", "1-1", "e5", "1e", "1e+", "_1", "._5", "5._",
      "5_.",
    ]
    try expectAgreement(on: texts.map { Array($0.utf8) })
  }

  private func expectAgreement(on texts: [[UInt8]]) throws {
    let answers = try ScalarOracle.answers(to: texts)
    try #require(answers.count == texts.count)
    var isWronglyAString: [String] = []
    var isWronglyTyped: [String] = []
    for (bytes, answer) in zip(texts, answers) {
      let text = Text(bytes)
      if isAcceptedAsString(text), answer.loaded != "string" || answer.core != "string" {
        isWronglyAString.append(text.string)
      }
      if "\(PlainScalar.legacy(text))" != answer.legacy
        || "\(PlainScalar.core(text))" != answer.core
      {
        isWronglyTyped.append("\(text): \(answer)")
      }
    }
    #expect(isWronglyAString == [])
    #expect(isWronglyTyped == [])
  }

  /// Whether `v: TEXT` is a mapping of `v` to that text, without quotes, and a string for everybody.
  private func isAcceptedAsString(_ text: Text) -> Bool {
    let reading = Reading(bytes: Array("v: ".utf8) + text.bytes + [0x0A])
    guard let tree = reading.tree, tree.documents.count == 1 else { return false }
    let entries = Array(tree.entries(tree.documents[0]))
    guard entries.count == 1, tree.kind(entries[0].value) == .scalar else { return false }
    let value = entries[0].value
    return tree.style(value) == .plain && tree.text(value) == text
      && PlainScalar.isStringInBoth(text)
  }

  private func name(_ kind: PlainScalar.CoreKind) -> Substring {
    switch kind {
    case .null: "null"
    case .bool: "bool"
    case .integer: "integer"
    case .float: "float"
    case .string: "string"
    }
  }

  private func name(_ kind: PlainScalar.LegacyKind) -> Substring {
    switch kind {
    case .null: "null"
    case .bool: "bool"
    case .integer: "integer"
    case .float: "float"
    case .string: "string"
    case .timestamp: "timestamp"
    case .merge: "merge"
    case .value: "value"
    }
  }

  private static func texts(of length: Int) -> [[UInt8]] {
    guard length > 0 else { return [[]] }
    return texts(of: length - 1).flatMap { text in alphabet.map { text + [$0] } }
  }
}

private enum ScalarOracle {
  struct Answer {
    let loaded: Substring
    let legacy: Substring
    let core: Substring
  }

  private static let script = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Oracles/yaml_scalars.py").standardizedFileURL

  static let isPresent: Bool =
    (try? output(of: ["-c", "import yaml; print(1)"], input: [])) == "1\n"

  static func answers(to texts: [[UInt8]]) throws -> [Answer] {
    let digits = Array("0123456789abcdef".utf8)
    var input: [UInt8] = []
    for text in texts {
      for byte in text { input += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
      input.append(0x0A)
    }
    return try output(of: [script.path], input: input).split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      return Answer(loaded: words[0], legacy: words[1], core: words[2])
    }
  }

  private static func output(of arguments: [String], input: [UInt8]) throws -> String {
    let process = Process()
    let written = Pipe()
    let questions = FileManager.default.temporaryDirectory
      .appending(path: "mandate-\(UUID().uuidString)")
    try Data(input).write(to: questions)
    defer { try? FileManager.default.removeItem(at: questions) }
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardInput = try FileHandle(forReadingFrom: questions)
    process.standardOutput = written
    try process.run()
    let bytes = try written.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
