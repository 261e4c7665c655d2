/// What `doctor` found out about the surroundings, one line a check.
package struct HealthReport: Sendable {
  package enum Outcome: String, Sendable {
    case ok
    /// It works, and something may surprise.
    case warning
    /// Something will not work.
    case broken
  }

  package struct Line: Sendable {
    /// What was looked at, in a word or two.
    package let check: String
    package let outcome: Outcome
    package let message: String
    /// What to do about it.
    package let help: String?
  }

  package private(set) var lines: [Line] = []

  package init() {}

  package mutating func add(
    _ check: String, _ outcome: Outcome, _ message: String, help: String? = nil
  ) {
    lines.append(Line(check: check, outcome: outcome, message: message, help: help))
  }

  package func count(of outcome: Outcome) -> Int { lines.count { $0.outcome == outcome } }

  // MARK: Text

  /// A table of all checks, what to do, and how many are not well.
  package func text() -> StyledText {
    var table = Table([.init("RESULT"), .init("CHECK"), .init("FINDING", overflow: .wrap)])
    for line in lines {
      table.addRow([
        StyledText(line.outcome.rawValue, Self.style(of: line.outcome)), StyledText(line.check),
        StyledText(line.message),
      ])
    }
    var text = table.rendered(width: 100)
    for line in lines {
      guard let help = line.help else { continue }
      text.append("help: ", .note)
      text.appendLine("\(line.check): \(help)")
    }
    text.appendLine()
    text.appendLine(summary, count(of: .broken) > 0 ? .error : .plain)
    return text
  }

  private static func style(of outcome: Outcome) -> Style {
    switch outcome {
    case .ok: .good
    case .warning: .warning
    case .broken: .error
    }
  }

  private var summary: String {
    let (broken, warnings) = (count(of: .broken), count(of: .warning))
    let warned = warnings == 1 ? "1 warning" : "\(warnings) warnings"
    return broken == 0
      ? "Nothing is broken; \(warned)."
      : "\(broken) \(broken == 1 ? "check is" : "checks are") broken; \(warned)."
  }

  // MARK: JSON

  package func json() -> [UInt8] {
    var bytes: [UInt8] = []
    JSONTree.object([
      .init(
        "checks",
        .array(
          lines.map { line in
            .object([
              .init("check", .string(line.check)),
              .init("outcome", .string(line.outcome.rawValue)),
              .init("message", .string(line.message)), .init("help", .optional(line.help)),
            ])
          })), .init("warnings", .integer(Int64(count(of: .warning)))),
      .init("broken", .integer(Int64(count(of: .broken)))),
    ]).appendCompact(to: &bytes)
    return bytes + [UInt8(ascii: "\n")]
  }
}
