import AccessModel
package import Diagnostics

/// Help that lives in the tool: what a kind, a field or a diagnostic code is.
package struct ExplainWriter {
  /// Every code of the program.
  package let codes: [DiagnosticCode]
  package let project: ProjectDescription?
  /// Columns that sentences are wrapped to.
  package let width: Int

  /// What there is to say about a topic.
  package enum Explanation {
    case found(StyledText)
    /// One line of what is unknown, and the topics that may be meant.
    case unknown(message: String, suggestions: [String])
  }

  package init(codes: [DiagnosticCode], project: ProjectDescription? = nil, width: Int = 80) {
    self.codes = codes
    self.project = project
    self.width = width
  }

  /// Explains `KIND`, `KIND.FIELD`, deeper fields with more dots, or a code.
  ///
  /// `spec` may be left out of a path: `Desk.accounts` is `Desk.spec.accounts`.
  package func explain(_ topic: String) -> Explanation {
    if let code = codes.first(where: { Text($0.name) == Text(topic) }) { return .found(page(code)) }
    let parts = topic.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let root = ExplainTopic(named: parts[0], project: project) else {
      let kinds = ExplainTopic.names(project)
      return parts.count > 1
        ? unknown(parts[0], "no kind", among: kinds)
        : unknown(topic, "no kind and no code", among: kinds + codes.map(\.name))
    }
    var current = root
    for part in parts.dropFirst() {
      guard let next = current.child(part) else {
        let known = current.childNames
        let suggestions = suggestions(for: part, among: known).map { "\(current.path).\($0)" }
        let what = "`\(current.path)` has no field `\(part)`"
        return .unknown(message: what, suggestions: suggestions)
      }
      current = next
    }
    return .found(page(current))
  }

  // MARK: Misses

  private func unknown(
    _ topic: String, _ what: String, among known: [String]
  ) -> Explanation {
    .unknown(
      message: "there is \(what) `\(topic)`",
      suggestions: suggestions(for: topic, among: known))
  }

  /// Names that differ in case only, else the nearest one.
  private func suggestions(for written: String, among known: [String]) -> [String] {
    let wanted = Text(written.lowercased())
    let sameLetters = known.filter { Text($0.lowercased()) == wanted }
    if !sameLetters.isEmpty { return sameLetters }
    return nearestName(to: written, among: known).map { [$0] } ?? []
  }

  // MARK: Pages

  private func page(_ code: DiagnosticCode) -> StyledText {
    var output = StyledText()
    heading("CODE", code.name, to: &output)
    output.endLine()
    paragraph(code.summary, indent: 2, to: &output)
    output.endLine()
    paragraph(code.explanation, indent: 2, to: &output)
    return output
  }

  private func page(_ topic: ExplainTopic) -> StyledText {
    var output = StyledText()
    for (name, text) in topic.facts { heading(name, text, to: &output) }
    output.endLine()
    paragraph(topic.documentation, indent: 2, to: &output)
    for section in topic.sections where !section.fields.isEmpty {
      output.endLine()
      output.appendLine(section.title, .strong)
      for field in section.fields { append(field, in: topic, section, to: &output) }
    }
    return output
  }

  private func append(
    _ field: Field, in topic: ExplainTopic, _ section: ExplainTopic.Section,
    to output: inout StyledText
  ) {
    output.append("  ")
    output.append(field.name, .strong)
    output.append("  (\(FieldWords.presence(field)))", .faint)
    output.endLine()
    paragraph(FieldWords.type(field.type, isShort: true), indent: 4, to: &output)
    paragraph(field.documentation, indent: 4, to: &output)
    if !FieldWords.children(of: field.type).isEmpty {
      let path = "\(topic.path).\(section.prefix)\(field.name)"
      paragraph("Its fields: mandate explain \(path)", indent: 4, to: &output)
    }
  }

  private func heading(_ name: String, _ text: String, to output: inout StyledText) {
    let column = 13
    let lines = StyledText(text).wrapped(to: max(20, width - column)).lines
    for (index, line) in lines.enumerated() {
      let label = index == 0 ? name + ":" : ""
      output.append(label, .strong)
      output.append(String(repeating: " ", count: column - label.utf8.count))
      for segment in line { output.append(segment.raw, segment.style) }
      output.endLine()
    }
  }

  private func paragraph(_ text: String, indent: Int, to output: inout StyledText) {
    for block in text.split(separator: "\n") {
      for line in StyledText(String(block)).wrapped(to: max(20, width - indent)).lines {
        output.append(String(repeating: " ", count: indent))
        for segment in line { output.append(segment.raw, segment.style) }
        output.endLine()
      }
    }
  }
}
