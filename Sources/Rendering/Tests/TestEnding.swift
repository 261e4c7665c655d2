import Plans

/// How a case ended, where a failure that does not bind is a warning.
enum TestEnding: CaseIterable {
  case passed, failed, warned, waiting

  init(_ outcome: TestOutcome) {
    switch outcome.verdict {
    case .pass: self = .passed
    case .waiting: self = .waiting
    case .fail: self = outcome.isBinding ? .failed : .warned
    }
  }

  /// Such as `3 passed, 1 failed`; what did not happen is left out.
  static func counts(of outcomes: [TestOutcome]) -> String {
    allCases.compactMap { ending in
      let count = outcomes.count { TestEnding($0) == ending }
      return count == 0 ? nil : "\(count) \(ending.participle)"
    }.joined(separator: ", ")
  }

  private var participle: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .warned: "failed without binding"
    case .waiting: "waiting"
    }
  }

  /// Appends the word at the beginning of a line, to the ninth column.
  func appendWord(to text: inout StyledText) {
    let (word, style): (String, Style) =
      switch self {
      case .passed: ("PASS", .good)
      case .failed: ("FAIL", .error)
      case .warned: ("WARN", .warning)
      case .waiting: ("WAITS", .warning)
      }
    text.append("  ")
    text.append(word, style)
    text.append(String(repeating: " ", count: 7 - word.utf8.count))
  }
}
