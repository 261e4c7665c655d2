package import Diagnostics
package import Testing

/// YAML whose text says where diagnostics are expected.
///
/// `⟦` and `⟧` enclose the bytes of a range, and a comment at the end of the line on which the
/// range starts names the diagnostic:
///
///     sets: [⟦broker-onbording⟧]  # ERROR unknown-name: unknown set `broker-onbording`
///
/// The first comment of a line belongs to the range that starts first, and so on. Without
/// `: message` any message will do. A comment on a line where no range starts expects a diagnostic
/// without a place; `⟦⟧` is an empty range. Marks and these comments are no part of `bytes`, and a
/// line that holds nothing but such a comment is left out.
package struct MarkedYAML: Sendable {
  package let file: SourceFile

  package let expectations: [Expectation]

  /// Reads the marks of `text`; a mark or comment that has no partner is recorded as an issue.
  package init(
    _ text: String, path: String = "test.yaml",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var reader = MarkReader()
    for line in lines(of: text) { reader.read(line) }
    reader.finish()
    for problem in reader.problems {
      Issue.record(Comment(rawValue: problem), sourceLocation: sourceLocation)
    }
    file = SourceFile(path: path, bytes: reader.bytes)
    expectations = reader.expectations
  }

  /// The text without marks.
  package var bytes: [UInt8] { file.bytes }

  /// Fails for each expected diagnostic that is not in `produced`, and for each unexpected one.
  package func expect(
    _ produced: [Diagnostic], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    MarkedYAML.expect(produced, in: [self], sourceLocation: sourceLocation)
  }

  /// Like `expect(_:)` for diagnostics over several files, which are told apart by their paths.
  package static func expect(
    _ produced: [Diagnostic], in files: [MarkedYAML],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let problems = mismatches(of: produced, in: files)
    guard !problems.isEmpty else { return }
    Issue.record(
      Comment(rawValue: problems.joined(separator: "\n")), sourceLocation: sourceLocation)
  }

  package static func mismatches(of produced: [Diagnostic], in files: [MarkedYAML]) -> [String] {
    var left = produced
    var problems: [String] = []
    for file in files {
      for expectation in file.expectations {
        if let index = left.firstIndex(where: { expectation.matches($0, in: file.file) }) {
          left.remove(at: index)
        } else {
          problems.append("missing: " + expectation.described(in: file.file))
        }
      }
    }
    return problems + left.map { "unexpected: " + describe($0) }
  }

  private static func describe(_ diagnostic: Diagnostic) -> String {
    let expectation = Expectation(
      severity: diagnostic.severity, code: diagnostic.code.name, message: diagnostic.message,
      bytes: diagnostic.range?.bytes)
    return expectation.described(in: diagnostic.range?.file)
  }
}

/// One diagnostic that a marked text calls for.
package struct Expectation: Equatable, Sendable {
  package var severity: Diagnostic.Severity
  package var code: String
  /// The whole message, or nil when any will do.
  package var message: String?
  /// The place, or nil for a diagnostic without one.
  package var bytes: Range<Int>?

  package init(
    severity: Diagnostic.Severity, code: String, message: String?, bytes: Range<Int>?
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.bytes = bytes
  }

  func matches(_ diagnostic: Diagnostic, in file: SourceFile) -> Bool {
    guard diagnostic.severity == severity, diagnostic.code.name == code else { return false }
    if let message, !message.utf8.elementsEqual(diagnostic.message.utf8) { return false }
    guard let range = diagnostic.range else { return bytes == nil }
    return range.bytes == bytes && range.file.path == file.path
  }

  func described(in file: SourceFile?) -> String {
    let what = "\(severity.rawValue) \(code): \(message ?? "(any message)")"
    guard let bytes, let file else { return what + " (no place)" }
    let start = file.position(of: bytes.lowerBound), end = file.position(of: bytes.upperBound)
    let text = String(decoding: file.bytes[bytes.clamped(to: file.bytes.indices)], as: UTF8.self)
    let place = "\(file.path):\(start.line):\(start.column)-\(end.line):\(end.column)"
    return "\(place) ⟦\(text)⟧ \(what)"
  }
}
