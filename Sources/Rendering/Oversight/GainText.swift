import AccessModel
import Diagnostics
import Plans
import Stores

/// What somebody gained, moment by moment, in full: an auditor's list leaves nothing out.
package enum GainText {
  package static func page(_ entries: [GainEntry]) -> StyledText {
    var text = StyledText()
    for (index, entry) in entries.enumerated() {
      if index > 0 { text.appendLine() }
      append(entry, to: &text)
    }
    return text
  }

  private static func append(_ entry: GainEntry, to text: inout StyledText) {
    let gain = entry.gain
    text.append(gain.at.shortText, .strong)
    text.appendLine(
      "  \(gain.principal)  (\(gain.user))\(gain.isEverything ? "  from nothing" : "")")
    for group in gain.gained.groups { append(group, to: &text) }
    if !gain.gained.networks.isEmpty {
      appendFilled("  + from ", gain.gained.networks.map(\.text.string), to: &text)
    }
    text.appendLine("  by \(cause(of: entry))")
    if !gain.because.isEmpty {
      appendFilled("  changed: ", gain.because.map(\.text), to: &text)
    }
    if let approval = gain.approval {
      text.appendLine(
        "  \(approval.application) approved by \(approval.by) at \(approval.at.shortText)")
    }
  }

  private static func append(_ group: AccessShare.Group, to text: inout StyledText) {
    appendFilled("  + ", group.endpoints.map(\.string), style: .gain, to: &text)
    if let accounts = group.accounts {
      appendFilled("      on ", accounts.map(\.string), to: &text)
    }
  }

  private static func appendFilled(
    _ start: String, _ names: [String], style: Style = .plain, to text: inout StyledText
  ) {
    text.append(start, style)
    var filler = LineFiller(indent: start.utf8.count, column: start.utf8.count)
    filler.append(.list(names), to: &text)
    text.endLine()
  }

  private static func cause(of entry: GainEntry) -> String {
    guard entry.gain.revision != nil else {
      return "time alone" + (entry.record.map { ", as \(words($0)) had written" } ?? "")
    }
    return entry.record.map(words) ?? "a revision that is not recorded"
  }

  private static func words(_ record: RevisionRecord) -> String {
    var words = "revision \(record.revision): \(record.command) by \(record.actor)"
    if let person = record.onBehalfOf { words += " for \(person)" }
    if let commit = record.commit { words += ", commit \(commit.slice(0..<min(7, commit.count)))" }
    if let reason = record.reason { words += ", because: \(reason)" }
    return words
  }
}
