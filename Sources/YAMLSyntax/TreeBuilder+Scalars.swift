import Diagnostics

extension TreeBuilder {
  mutating func takeScalar(_ event: borrowing EventStream) {
    let start = offsets.byteOffset(of: event.startCharacter)
    let end = offsets.byteOffset(of: event.endCharacter)
    layout.advance(to: start, indent: indent, &problems)
    if event.hasAnchor || start < bytes.count && bytes[start] == UInt8(ascii: "!") {
      layout.passProperties(until: end, indent: indent, &problems)
    }
    let node = makeScalar(event, from: min(layout.position, end), to: end)
    let range = Int(node.start)..<Int(node.end)
    let length = Int(node.extent)
    guard length <= limits.scalarBytes else {
      return stop(
        .yamlScalarSize,
        "this text has \(length) bytes, more than the \(limits.scalarBytes) allowed",
        range, help: "shorten it, and look for a quote that is closed too late")
    }
    let isKey = expectsKey
    append(node)
    if isKey { takeKey(nodes.count - 1, at: range) }
    if let name = takeAnchor() {
      define(name, node: nodes.count - 1)
      anchors.close(Text(bytes, name), node: nodes.count - 1, height: 0, nodes: 1, bytes: length)
    }
    count(nodes: 1, bytes: length, at: range)
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
      if length > 0 || quote > 0 {
        checkLoneIndicator(node)
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
      layout.passLines(until: range.upperBound, indent: indent, &problems)
    }
  }

  /// Refuses a `-` alone inside brackets, which is neither an entry nor a text.
  private mutating func checkLoneIndicator(_ node: SyntaxNode) {
    guard node.form == .plain, node.extent == 1, layout.flowDepth > 0,
      bytes[Int(node.start)] == UInt8(ascii: "-")
    else { return }
    problems.add(
      .yamlIndicator, "readers of YAML disagree about a `-` alone in brackets",
      Int(node.start)..<Int(node.end), help: "quote it")
  }

  /// Refuses a value that begins its line no deeper than the mapping or list it belongs to.
  mutating func checkColumn(at start: Int) {
    guard let frame = frames.last, layout.isAtLineLead, layout.flowDepth == 0, !expectsKey,
      start - layout.lineStart <= frame.indent
    else { return }
    problems.add(
      .yamlIndentation, "this line must be indented by more than \(frame.indent) spaces",
      start..<start + 1, help: "indent it with spaces, deeper than the key it belongs to")
  }
}
