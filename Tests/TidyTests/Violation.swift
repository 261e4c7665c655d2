import Testing

/// Something in the repository that a rule forbids.
struct Violation: Equatable, CustomStringConvertible {
  let path: String
  let line: Int
  let message: String

  init(_ source: SourceText, line: Int = 1, _ message: String) {
    path = source.path
    self.line = line
    self.message = message
  }

  var description: String { "\(path):\(line): \(message)" }
}

/// Fails with the list of `found`, one a line, unless it is empty.
func expectNone(_ found: [Violation], sourceLocation: SourceLocation = #_sourceLocation) {
  guard !found.isEmpty else { return }
  let list = found.map(\.description).joined(separator: "\n")
  Issue.record(Comment(rawValue: list), sourceLocation: sourceLocation)
}
