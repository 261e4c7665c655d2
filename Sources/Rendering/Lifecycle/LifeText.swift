import AccessModel
import Diagnostics
package import Lifecycle

/// Lives of applications and mails as tables for people.
package enum LifeText {
  /// One row an application, with who owes what.
  package static func table(_ entries: [ApplicationEntry]) -> StyledText {
    var table = Table([
      .init("APPLICATION"), .init("STATE"), .init("SINCE"), .init("SUBMITTED BY"),
      .init("EXPECTED BY"), .init("MAIL"), .init("MISSING"),
    ])
    for entry in entries {
      let expected = entry.expected.map { StyledText($0.upperBound.text, entry.style) }
      table.addRow([
        StyledText(entry.life.subject.text), StyledText(entry.stateWords),
        StyledText(entry.life.since?.shortText ?? "-"),
        StyledText(entry.life.submitter?.string ?? "-"), expected ?? StyledText("-"),
        StyledText(entry.mail.map { "\($0.state.rawValue)" } ?? "-"),
        StyledText(entry.next?.missing ?? "-"),
      ])
    }
    var text = table.rendered()
    appendNext(entries, to: &text)
    return text
  }

  /// The commands that go on, each on a line of its own, so that they can be copied.
  private static func appendNext(_ entries: [ApplicationEntry], to text: inout StyledText) {
    let commands = entries.compactMap { $0.next?.command }
    guard !commands.isEmpty else { return }
    text.appendLine()
    text.appendLine("Next", .strong)
    for command in commands { text.appendLine("  \(command)") }
  }

  /// The life of one application with every attempt, for its page.
  package static func page(_ entry: ApplicationEntry) -> StyledText {
    var text = StyledText()
    text.appendLine("Life", .strong)
    var facts = Table([.init(""), .init("", overflow: .wrap)])
    facts.addRow(["  state", entry.stateWords])
    if let boundary = entry.life.boundary {
      facts.addRow(["  boundary", boundary.map(\.string).joined(separator: ", ")])
    }
    if entry.life.state == .approved {
      facts.addRow(["  fixed", "\(entry.life.pinned.count) endpoints beyond reading"])
    }
    if let days = entry.expected {
      let late = entry.isOverdue ? ", overdue" : ""
      facts.addRow(["  expected", "\(days.lowerBound.text) to \(days.upperBound.text)\(late)"])
    }
    if let mail = entry.mail { facts.addRow(["  mail", words(mail)]) }
    if let next = entry.next { facts.addRow(["  missing", next.missing]) }
    if let next = entry.next { facts.addRow(["  next", next.command]) }
    text.append(facts.rendered(width: 100))
    append(entry.life.steps, to: &text)
    return text
  }

  private static func append(_ steps: [LifeStep], to text: inout StyledText) {
    guard !steps.isEmpty else { return }
    text.appendLine()
    text.appendLine("Steps, oldest first", .strong)
    var table = Table([
      .init("  #", .right), .init("ATTEMPT", .right), .init("STEP"), .init("AT"), .init("BY"),
      .init("NOTE", overflow: .wrap),
    ])
    var attempt = 0
    for step in steps {
      if step.name == .submit { attempt += 1 }
      table.addRow([
        String(step.number), attempt == 0 ? "-" : String(attempt), step.name.rawValue,
        step.at.shortText, step.by.string, step.note?.string ?? "-",
      ])
    }
    text.append(table.rendered(width: 120))
  }

  private static func words(_ mail: Mail) -> String {
    let tried =
      mail.lastAttempt.map { ", tried \(mail.attempts) times, last \($0.shortText)" } ?? ""
    let problem = mail.problem.map { ": \($0)" } ?? ""
    return "\(mail.id) to \(mail.to) \(mail.state.rawValue)\(tried)\(problem)"
  }

  /// Mails owed and sent, in the order of their ids.
  package static func mails(_ mails: [Mail]) -> StyledText {
    var table = Table([
      .init("ID", .right), .init("STATE"), .init("TO"), .init("TEMPLATE"), .init("SUBJECT"),
      .init("AT"), .init("TRIED", .right), .init("PROBLEM", overflow: .wrap),
    ])
    for mail in mails {
      table.addRow([
        mail.id.string, mail.state.rawValue, mail.to.string, mail.template.rawValue,
        mail.subject.string, mail.at.shortText, String(mail.attempts),
        mail.problem?.string ?? "-",
      ])
    }
    return table.rendered()
  }
}

extension ApplicationEntry {
  fileprivate var style: Style { isOverdue ? .warning : .plain }
}
