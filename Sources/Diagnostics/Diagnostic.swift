/// Something a person should know about their input, with the place it stands at.
///
/// A value: rooms append it to an `inout [Diagnostic]`, and only the edge prints it.
package struct Diagnostic: Sendable {
  package enum Severity: String, Sendable {
    case error, warning, note
  }

  package let severity: Severity
  package let code: DiagnosticCode
  /// One line, lower case, no full stop, text of the user in backticks; not yet escaped.
  package let message: String
  /// Where it stands, or nil when it concerns the whole request.
  package let range: SourceRange?
  /// What to do about it, one line each; empty when there is no known fix.
  package let help: [String]

  package init(
    _ severity: Severity, _ code: DiagnosticCode, _ message: String, at range: SourceRange?,
    help: [String] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = TokenMask.masked(message)
    self.range = range
    self.help = help.map(TokenMask.masked)
  }

  package static func error(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange?, help: String...
  ) -> Diagnostic {
    Diagnostic(.error, code, message, at: range, help: help)
  }

  package static func warning(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange?, help: String...
  ) -> Diagnostic {
    Diagnostic(.warning, code, message, at: range, help: help)
  }
}

extension [Diagnostic] {
  package var hasErrors: Bool { contains { $0.severity == .error } }

  /// In the order people read: by file, then position, then code; without exact repetitions.
  ///
  /// - Complexity: O(n log n) in the number of diagnostics.
  package func sortedForReading() -> [Diagnostic] {
    let keyed = enumerated().map {
      (key: ReadingKey($0.element, order: $0.offset), value: $0.element)
    }
    var result: [Diagnostic] = []
    var previous: ReadingKey?
    for (key, diagnostic) in keyed.sorted(by: { $0.key < $1.key }) {
      if let previous, previous.isSamePlace(as: key), result.last?.message == diagnostic.message {
        continue
      }
      result.append(diagnostic)
      previous = key
    }
    return result
  }
}

/// What diagnostics are ordered by; those without a place come first.
private struct ReadingKey: Comparable {
  let path: Text
  let offset: Int
  let code: Text
  let order: Int

  init(_ diagnostic: Diagnostic, order: Int) {
    path = Text(diagnostic.range?.file.path ?? "")
    offset = diagnostic.range?.bytes.lowerBound ?? -1
    code = Text(diagnostic.code.name)
    self.order = order
  }

  func isSamePlace(as other: ReadingKey) -> Bool {
    path == other.path && offset == other.offset && code == other.code
  }

  static func < (left: ReadingKey, right: ReadingKey) -> Bool {
    if left.path != right.path { return left.path < right.path }
    if left.offset != right.offset { return left.offset < right.offset }
    if left.code != right.code { return left.code < right.code }
    return left.order < right.order
  }
}
