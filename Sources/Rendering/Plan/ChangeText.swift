import AccessModel
import Diagnostics
import Plans

/// One step of a plan with its changed fields.
struct ChangeText {
  let change: Change
  let step: Int
  let stepWidth: Int
  let direction: Direction
  /// Columns for the direction of every change around it; 0 where none moves access.
  let directionWidth: Int
  /// Width of the longest address around it, so that the places stand below each other.
  let addressWidth: Int

  /// The glyph of an action, with the colour that says the same.
  static func mark(_ action: Change.Action) -> (glyph: String, style: Style) {
    switch action {
    case .create: ("+", .good)
    case .update: ("~", Style(.yellow))
    case .delete: ("-", .loss)
    case .rename: (">", Style(.cyan))
    }
  }

  /// Which way a change moves access, in words; empty when it moves none.
  static func word(_ direction: Direction) -> String {
    switch direction {
    case .neutral: ""
    case .widening: "WIDENS"
    case .narrowing: "NARROWS"
    case .both: "NARROWS AND WIDENS"
    }
  }

  /// The address, for a rename with the name it had.
  static func shownAddress(_ change: Change) -> String {
    guard change.action == .rename, let before = change.before else { return change.address.text }
    return "\(change.address), was \(before.resource.address.name)"
  }

  func append(to text: inout StyledText, showsCreatedFields: Bool) {
    let number = String(step)
    let mark = Self.mark(change.action)
    text.append("  " + String(repeating: " ", count: stepWidth - number.count) + number + " ")
    text.append(mark.glyph, mark.style)
    let address = ChangeText.shownAddress(change)
    let padding = String(
      repeating: " ", count: max(0, addressWidth - TerminalText.width(of: address)))
    text.append(" \(address)")
    appendDirection(after: padding, to: &text)
    text.endLine()
    appendDetails(to: &text, showsCreatedFields: showsCreatedFields)
    for sentence in DeletedLineText(change: change, direction: direction).sentences {
      text.append("        ")
      var filler = LineFiller(indent: 10, column: 8)
      filler.append(.words(sentence, .warning), to: &text)
      text.endLine()
    }
  }

  private func appendDirection(after padding: String, to text: inout StyledText) {
    let word = Self.word(direction)
    var gap = "\(padding)  "
    if directionWidth > 0 {
      if !word.isEmpty {
        text.append(gap)
        text.append(word, direction.widens ? .warning : .loss)
        gap = "  "
      } else {
        gap += "  "
      }
      gap += String(repeating: " ", count: directionWidth - word.utf8.count)
    }
    guard let source = change.source else { return }
    text.append("\(gap)\(source.file):\(source.line)", .faint)
  }

  private func appendDetails(to text: inout StyledText, showsCreatedFields: Bool) {
    guard change.action != .delete, change.action != .create || showsCreatedFields else {
      appendReason(to: &text)
      return
    }
    appendFields(to: &text)
  }

  private func appendReason(to text: inout StyledText) {
    guard let reason = change.reason else { return }
    text.appendLine("        reason  \(reason)")
  }

  private func appendFields(to text: inout StyledText) {
    let all = FieldChange.all(of: change)
    let fields =
      all.filter { $0.path != "metadata.reason" } + all.filter { $0.path == "metadata.reason" }
    let names = fields.map { Self.shortName($0.path) }
    let width = names.map { TerminalText.width(of: $0) }.max() ?? 0
    for (field, name) in zip(fields, names) {
      let padding = String(repeating: " ", count: width - TerminalText.width(of: name))
      text.appendLine("        \(name)\(padding)  \(Self.words(of: field, change.action))")
    }
  }

  /// The path without `spec.` or `metadata.`, as people know the field.
  private static func shortName(_ path: String) -> String {
    for prefix in ["spec.", "metadata."] where path.hasPrefix(prefix) {
      return String(path.dropFirst(prefix.count))
    }
    return path
  }

  private static func words(of field: FieldChange, _ action: Change.Action) -> String {
    let after = ValueText.words(field.after, field.type)
    guard action != .create, field.path != "metadata.reason" else { return after }
    if case .list(let shape) = field.type, case .object = shape.element {
      return ValueText.listDifference(field.before, field.after, shape)
    }
    return "\(ValueText.words(field.before, field.type)) -> \(after)"
  }
}

/// Values of fields in words.
enum ValueText {
  /// Such as `hk-office, dc-hk-1`; an absent value is `(default)`.
  static func words(_ value: Value, _ type: FieldType) -> String {
    switch value {
    case .absent: "(default)"
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .text(let text): text.string
    case .list(let elements):
      elements.map { words($0, type.elementType) }.joined(separator: ", ")
    case .object(let slots): object(slots, type.objectFields)
    }
  }

  private static func object(_ slots: [Value], _ fields: [Field]) -> String {
    let parts = zip(slots, fields).compactMap { slot, field in
      slot.isAbsent ? nil : "\(field.name): \(words(slot, field.type))"
    }
    return "{" + parts.joined(separator: ", ") + "}"
  }

  /// The elements that come and go, for lists that are long.
  static func listDifference(_ before: Value, _ after: Value, _ shape: ListShape) -> String {
    let (old, new) = (Set(before.elements), Set(after.elements))
    let gone = before.elements.filter { !new.contains($0) }.map { "- \(words($0, shape.element))" }
    let come = after.elements.filter { !old.contains($0) }.map { "+ \(words($0, shape.element))" }
    return (gone + come).joined(separator: "; ")
  }
}

/// What a plan applies that waits for somebody, the alike ones folded.
struct WaitingText {
  let isFull: Bool

  func append(_ waiting: [Waiting], to text: inout StyledText) {
    guard !waiting.isEmpty else { return }
    text.appendLine("Waiting, without effect until somebody decides (\(waiting.count))", .strong)
    for group in groups(of: waiting) {
      let names = group.map(\.address.text)
      let listed = isFull ? names : Array(names.prefix(3))
      let more = names.count > listed.count ? " and \(names.count - listed.count) more" : ""
      text.appendLine("  for \(group[0].event): \(listed.joined(separator: ", "))\(more)")
      text.appendLine("    next: \(group[0].next)")
    }
    text.appendLine()
  }

  /// In the order of their first member.
  private func groups(of waiting: [Waiting]) -> [[Waiting]] {
    var order: [String] = []
    var groups: [String: [Waiting]] = [:]
    for item in waiting {
      let key = "\(item.event) \(item.next)"
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(item)
    }
    return order.compactMap { groups[$0] }
  }
}
