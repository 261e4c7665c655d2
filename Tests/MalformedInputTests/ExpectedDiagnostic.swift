import Diagnostics

/// The code and place of a diagnostic; what it says is for people.
struct ExpectedDiagnostic: Hashable, Comparable, Sendable, CustomStringConvertible {
  let severity: Diagnostic.Severity
  let code: String
  let place: Place?

  struct Place: Hashable, Comparable, Sendable {
    let file: String
    let line: Int
    let column: Int

    static func < (left: Place, right: Place) -> Bool {
      (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
  }

  init(severity: Diagnostic.Severity, code: String, place: Place?) {
    self.severity = severity
    self.code = code
    self.place = place
  }

  init(_ diagnostic: Diagnostic) {
    severity = diagnostic.severity
    code = diagnostic.code.name
    place = diagnostic.range.map {
      Place(file: $0.file.path, line: $0.start.line, column: $0.start.column)
    }
  }

  static func < (left: ExpectedDiagnostic, right: ExpectedDiagnostic) -> Bool {
    left.description < right.description
  }

  /// As a file of cases writes it.
  var description: String {
    let mark =
      switch severity {
      case .error: "!!"
      case .warning: "??"
      case .note: "::"
      }
    guard let place else { return "\(mark) \(code) nowhere" }
    let file = place.file == MalformedCaseReader.ownFile ? "" : place.file + " "
    return "\(mark) \(code) \(file)\(place.line):\(place.column)"
  }

  /// What is missing and what is too much in `found`.
  static func differences(
    wanted: [ExpectedDiagnostic], found: [ExpectedDiagnostic]
  ) -> [String] {
    var left = found
    var differences: [String] = []
    for diagnostic in wanted {
      if let index = left.firstIndex(of: diagnostic) {
        left.remove(at: index)
      } else {
        differences.append("missing:    \(diagnostic)")
      }
    }
    return differences + left.sorted().map { "unexpected: \($0)" }
  }
}
