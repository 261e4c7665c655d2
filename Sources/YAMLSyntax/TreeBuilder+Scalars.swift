import Diagnostics

extension TreeBuilder {
  mutating func takeScalar(_ event: borrowing EventStream) {
    let start = offsets.byteOffset(of: event.startCharacter)
    let end = offsets.byteOffset(of: event.endCharacter)
    layout.advance(to: start, indent: indent, &problems)
    let form = event.scalarForm
    let quote = form == .plain ? 0 : 1
    let length = event.valueLength
    guard length > 1, length <= limits.scalarBytes, end - start == length + 2 * quote,
      form.rawValue <= SyntaxNode.Form.doubleQuoted.rawValue, !event.scalarHasAnchor, !hasTabs,
      isVerbatim(event, form, at: start + quote)
    else { return takeUncommonScalar(event, from: start, to: end) }
    if layout.isAtLineLead { checkColumn(at: start) }
    if layout.flowDepth > 0, form == .plain { checkIndicators(start, end) }
    layout.passScalar(until: end, indent: indent, &problems)
    addScalar(
      SyntaxNode(
        start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end),
        value: UInt32(truncatingIfNeeded: start + quote),
        extent: UInt32(truncatingIfNeeded: length), form: form))
  }

  /// Whether the value, which is as long as what is written, stands in the file as it is.
  @inline(__always)
  private func isVerbatim(
    _ event: borrowing EventStream, _ form: SyntaxNode.Form, at offset: Int
  ) -> Bool {
    // libyaml changes a plain scalar only where it joins lines.
    if form == .plain, event.isOnOneLine { return true }
    return event.isValue(in: bytes, at: offset)
  }

  /// Appends the node of a scalar and holds the rules for it.
  @inline(__always)
  private mutating func addScalar(_ node: SyntaxNode) {
    let isKey = expectsKey
    append(node)
    if isKey { takeKey(node, nodes.count - 1) }
    count(nodes: 1, bytes: Int(node.extent), at: node)
  }

  /// Takes a scalar that has an anchor, a tag, no text, or a text other than what is written.
  private mutating func takeUncommonScalar(
    _ event: borrowing EventStream, from start: Int, to end: Int
  ) {
    if event.scalarHasAnchor || start < bytes.count && bytes[start] == UInt8(ascii: "!") {
      layout.passProperties(until: end, indent: indent, &problems)
    }
    let node = makeScalar(event, from: min(layout.position, end), to: end)
    let length = Int(node.extent)
    guard length <= limits.scalarBytes else {
      return stop(
        .yamlScalarSize,
        "this text has \(length) bytes, more than the \(limits.scalarBytes) allowed",
        Int(node.start)..<Int(node.end),
        help: "shorten it, and look for a quote that is closed too late")
    }
    if hasTabs, node.form == .plain { refuseTab(in: node) }
    let name = takeAnchor()
    if let name { define(name, node: nodes.count) }
    addScalar(node)
    if let name { anchors.close(Text(bytes, name), node: nodes.count - 1, height: 0, expanded) }
  }

  /// Makes the node of a scalar and lets the layout reader pass it.
  private mutating func makeScalar(
    _ event: borrowing EventStream, from start: Int, to end: Int
  ) -> SyntaxNode {
    if start < end { checkColumn(at: start) }
    let form = event.scalarForm
    let length = event.valueLength
    var node = SyntaxNode(
      start: UInt32(start), end: UInt32(end), value: UInt32(start), extent: UInt32(length),
      form: form)
    let quote = form == .singleQuoted || form == .doubleQuoted ? 1 : 0
    if form != .literal, form != .folded, end - start == length + 2 * quote,
      event.isValue(in: bytes, at: start + quote)
    {
      node.value = UInt32(start + quote)
      if start < end {
        if form == .plain { checkIndicators(start, end) }
        layout.passScalar(until: end, indent: indent, &problems)
      }
      return node
    }
    node.value = UInt32(decoded.count)
    node.isDecoded = true
    event.appendValue(to: &decoded)
    passDecoded(&node)
    return node
  }

  /// Passes a scalar whose value is not what is written, and looks at how it is written.
  private mutating func passDecoded(_ node: inout SyntaxNode) {
    let range = Int(node.start)..<Int(node.end)
    switch node.form {
    case .literal, .folded:
      refuseEmptyRoot(node)
      layout.passBlock(until: range.upperBound, indent: indent, &problems)
      var end = range.upperBound
      while end > range.lowerBound + 1, isBreak(bytes[end - 1]) || bytes[end - 1] == 0x20 {
        end -= 1
      }
      node.end = UInt32(end)
    case .doubleQuoted:
      checkEscapes(in: bytes, range, &problems)
      layout.passLines(until: range.upperBound, indent: indent, &problems)
    case .plain, .singleQuoted, .sequence, .mapping, .alias:
      if node.form == .plain { checkIndicators(range.lowerBound, range.upperBound) }
      layout.passLines(until: range.upperBound, indent: indent, &problems)
    }
  }

  /// Refuses a document that is a block text without text.
  ///
  /// By the letter of YAML its text may begin in the first column, where libyaml sees a comment.
  private mutating func refuseEmptyRoot(_ node: SyntaxNode) {
    let text = Int(node.value)..<Int(node.value) + Int(node.extent)
    guard indent < 0, layout.flowDepth == 0, decoded[text].allSatisfy({ $0 == 0x0A }) else {
      return
    }
    problems.add(
      .yamlBlockScalar, "readers of YAML disagree about this document without text",
      Int(node.start)..<Int(node.start) + 1, help: "indent its text, or write `\"\"`")
  }

  /// Refuses signs in a text without quotes inside brackets that readers take for punctuation.
  private mutating func checkIndicators(_ start: Int, _ end: Int) {
    guard layout.flowDepth > 0 else { return }
    var found = end
    if end - start == 1, bytes[start] == UInt8(ascii: "-") { found = start }
    for offset in start..<end where bytes[offset] == UInt8(ascii: "?") { found = offset }
    guard found < end else { return }
    problems.add(
      .yamlIndicator,
      "readers of YAML disagree about a `\(Unicode.Scalar(bytes[found]))` in brackets",
      found..<found + 1, help: "quote the text")
  }

  /// Refuses a tab inside a text without quotes, where some readers end the text.
  private mutating func refuseTab(in node: SyntaxNode) {
    let range = Int(node.start)..<Int(node.end)
    guard let tab = bytes[range].firstIndex(of: 0x09) else { return }
    problems.add(
      .yamlTab, "a tab stands in a text without quotes", tab..<tab + 1,
      help: "use spaces, or quote the text")
  }

  /// Refuses a value that begins its line no deeper than the mapping or list it belongs to.
  mutating func checkColumn(at start: Int) {
    guard layout.isAtLineLead, layout.flowDepth == 0, !expectsKey,
      start - layout.lineStart <= indent
    else { return }
    problems.add(
      .yamlIndentation, "this line must be indented by more than \(indent) spaces",
      start..<start + 1, help: "indent it with spaces, deeper than the key it belongs to")
  }
}
