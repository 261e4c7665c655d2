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
    case .adopt: ("=", Style(.cyan))
    }
  }

  /// Which way a change moves access, in words; empty when it moves none.
  static func word(_ direction: Direction) -> String {
    switch direction {
    case .neutral: ""
    case .widening: "WIDENS"
    case .narrowing: "NARROWS"
    case .both: "BOTH WAYS"
    }
  }

  /// The address, for a rename with the name it had, and for what is taken over with its owner.
  static func shownAddress(_ change: Change) -> String {
    if let owner = change.formerOwner { return "\(change.address), of \(owner)" }
    guard change.action == .rename, let before = change.before else { return change.address.text }
    return "\(change.address), was \(before.resource.address.name)"
  }

  func append(to text: inout StyledText, showsCreatedFields: Bool) {
    let number = String(step)
    let mark = Self.mark(change.action)
    text.append("  " + String(repeating: " ", count: stepWidth - number.count) + number + " ")
    text.append(mark.glyph, mark.style)
    text.append(" ")
    appendHead(column: stepWidth + 5, to: &text)
    appendDetails(to: &text, showsCreatedFields: showsCreatedFields)
    if let sentence = ListReachText(change: change).sentence {
      text.appendLine("        \(sentence)")
    }
    for sentence in DeletedLineText(change: change, direction: direction).sentences {
      text.append("        ")
      var filler = LineFiller(indent: 10, column: 8)
      filler.append(.words(sentence, .warning), to: &text)
      text.endLine()
    }
  }

  /// The address, which way it moves access, and its place, on a second line where one is too short.
  private func appendHead(column: Int, to text: inout StyledText) {
    let address = Self.shownAddress(change)
    let word = Self.word(direction)
    var width = column + TerminalText.width(of: address)
    text.append(address)
    func pad(to columns: Int) {
      let gap = max(0, columns - width) + 2
      text.append(String(repeating: " ", count: gap))
      width += gap
    }
    if !word.isEmpty {
      pad(to: column + addressWidth)
      text.append(word, direction.widens ? .warning : .loss)
      width += word.utf8.count
    }
    if let source = change.source {
      let place = "\(source.file):\(source.line)"
      let start = column + addressWidth + (directionWidth > 0 ? directionWidth + 2 : 0)
      if max(start, width) + 2 + TerminalText.width(of: place) > LineFiller.widthMax {
        text.endLine()
        text.append("        ")
      } else {
        pad(to: start)
      }
      text.append(place, .faint)
    }
    text.endLine()
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
    let indent = String(repeating: " ", count: width)
    for (field, name) in zip(fields, names) {
      let padding = String(repeating: " ", count: width - TerminalText.width(of: name))
      let width = max(20, LineFiller.widthMax - width - 10)
      for (index, line) in lines(of: field, width: width).enumerated() {
        text.append("        \(index == 0 ? name + padding : indent)  ")
        for segment in line { text.append(segment.raw, segment.style) }
        text.endLine()
      }
    }
  }

  /// The path without `spec.` or `metadata.`, as people know the field.
  static func shortName(_ path: String) -> String {
    for prefix in ["spec.", "metadata."] where path.hasPrefix(prefix) {
      return String(path.dropFirst(prefix.count))
    }
    return path
  }

  /// The value, or what differs in it; what a part needs beyond one line is set in.
  private func lines(of field: FieldChange, width: Int) -> [[StyledText.Segment]] {
    guard change.action == .update || change.action == .rename,
      let parts = ValueDifference.lines(field.before, field.after, field.type)
    else { return StyledText(words(of: field)).wrapped(to: width).lines }
    return parts.flatMap { part in
      let lines = StyledText(part).wrapped(to: width - 2).lines
      return lines.prefix(1)
        + lines.dropFirst().map { [StyledText.Segment(raw: "  ", style: .plain)] + $0 }
    }
  }

  private func words(of field: FieldChange) -> String {
    let after = Self.words(field.after, of: field, in: change)
    guard change.action != .create, field.path != "metadata.reason" else { return after }
    return "\(Self.words(field.before, of: field, in: change)) -> \(after)"
  }

  /// A value, for one that is absent what holds then.
  static func words(_ value: Value, of field: FieldChange, in change: Change) -> String {
    guard value.isAbsent else { return ValueText.words(value, field.type) }
    let name = shortName(field.path)
    let described = change.address.kind.description.fields.first { $0.name == name }
    guard let fallback = described?.defaultValue, !fallback.isAbsent else { return "(none)" }
    return "\(ValueText.words(fallback, field.type)) (default)"
  }
}

/// What a plan applies that waits for somebody, the alike ones folded.
struct WaitingText {
  let isFull: Bool

  func append(_ waiting: [Waiting], to text: inout StyledText) {
    guard !waiting.isEmpty else { return }
    text.appendLine("Waiting, without effect until somebody decides (\(waiting.count))", .strong)
    let groups = Self.groups(of: waiting)
    let shown = isFull ? groups.count : Self.groupsMax
    for group in groups.prefix(shown) {
      let listed = isFull ? group : Array(group.prefix(3))
      var pieces: [LineFiller.Piece] = .words("for \(group[0].event):")
      pieces += .list(listed.map(\.address.text))
      if group.count > listed.count { pieces += .phrase("and \(group.count - listed.count) more") }
      text.append("  ")
      var filler = LineFiller(indent: 6, column: 2)
      filler.append(pieces, to: &text)
      text.endLine()
      text.appendLine("    next: \(group[0].next)")
    }
    if groups.count > shown {
      text.appendLine("  and \(groups.count - shown) more decisions: --full lists them")
    }
    text.appendLine()
  }

  private static let groupsMax = 8

  /// In the order of their first member.
  static func groups(of waiting: [Waiting]) -> [[Waiting]] {
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
