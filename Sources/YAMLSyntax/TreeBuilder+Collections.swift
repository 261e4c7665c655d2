import Diagnostics

extension TreeBuilder {
  mutating func openCollection(_ event: borrowing EventStream, _ form: SyntaxNode.Form) {
    let end = offsets.byteOffset(of: event.endCharacter)
    let place =
      event.isFlow
      ? placeOfFlow(event, end: end) : placeOfBlock(end: end, isSequence: form == .sequence)
    let range = place.start..<min(place.start + 1, bytes.count)
    guard frames.count < limits.depth else {
      return stop(
        .yamlDepth, "more than \(limits.depth) lists and mappings inside each other", range,
        help: "flatten the file; no manifest needs this")
    }
    refuseAsKey(at: range)
    append(
      SyntaxNode(
        start: UInt32(place.start), end: UInt32(place.start), value: 0, extent: 0, form: form))
    let node = nodes.count - 1
    let name = takeAnchor()
    if let name { define(name, node: node) }
    frames.append(
      Frame(
        node: UInt32(node), keysBefore: UInt32(keys.count), outerChildCount: childCount,
        outerIndent: Int32(indent), outerHeight: Int32(height), outerIsInMapping: isInMapping,
        outerKeys: keys.open(),
        isBracketed: place.isBracketed,
        anchor: name.map { UInt32($0.lowerBound)..<UInt32($0.upperBound) } ?? 0..<0))
    (indent, isInMapping, childCount, height) = (place.indent, form == .mapping, 0, 0)
    count(nodes: 1, bytes: 0, at: nodes[nodes.count - 1])
  }

  mutating func closeCollection(_ event: borrowing EventStream) {
    guard let frame = frames.popLast() else { return }
    if frame.isBracketed {
      let end = offsets.byteOffset(of: event.endCharacter)
      layout.advance(to: end - 1, indent: indent, &problems)
      layout.close(indent: indent, &problems)
      lastEnd = UInt32(end)
    }
    let node = Int(frame.node)
    lastEnd = max(lastEnd, nodes[node].start)
    nodes[node].end = lastEnd
    nodes[node].value = childCount
    nodes[node].extent = UInt32(nodes.count)
    if isInMapping { reportRepeatedKeys(from: Int(frame.keysBefore)) }
    keys.close(from: Int(frame.keysBefore), frame.outerKeys)
    let ownHeight = height + 1
    (indent, isInMapping) = (Int(frame.outerIndent), frame.outerIsInMapping)
    (childCount, height) = (frame.outerChildCount, max(Int(frame.outerHeight), ownHeight))
    guard !frame.anchor.isEmpty else { return }
    let name = Text(bytes, Int(frame.anchor.lowerBound)..<Int(frame.anchor.upperBound))
    anchors.close(name, node: node, height: ownHeight, expanded)
  }

  mutating func takeAlias(_ event: borrowing EventStream) {
    let start = offsets.byteOffset(of: event.startCharacter)
    let end = offsets.byteOffset(of: event.endCharacter)
    layout.advance(to: start, indent: indent, &problems)
    checkColumn(at: start)
    layout.passAlias(until: end, indent: indent, &problems)
    let name = Text(bytes, min(start + 1, end)..<end)
    guard let anchor = anchors[name], !anchor.isOpen else {
      return refuseAlias(name, isOpen: anchors[name] != nil, at: start..<end)
    }
    guard frames.count + anchor.height <= limits.depth else {
      return stop(
        .yamlDepth, "this alias nests more than \(limits.depth) lists and mappings", start..<end,
        help: "flatten the file; no manifest needs this")
    }
    let isKey = expectsKey
    append(
      SyntaxNode(
        start: UInt32(start), end: UInt32(end), value: UInt32(anchor.node), extent: 0, form: .alias)
    )
    if isKey {
      if nodes[anchor.node].form.isScalar {
        takeKey(nodes[anchor.node], anchor.node)
      } else {
        refuseKey(at: start..<end)
      }
    }
    height = max(height, anchor.height)
    count(nodes: anchor.size.nodes, bytes: anchor.size.bytes, at: nodes[nodes.count - 1])
  }

  // MARK: - Places

  private struct Place {
    let start: Int
    let indent: Int
    let isBracketed: Bool
  }

  /// Passes an opening bracket; a single pair inside brackets has none of its own.
  private mutating func placeOfFlow(_ event: borrowing EventStream, end: Int) -> Place {
    let start = offsets.byteOffset(of: event.startCharacter)
    let bracket = end - 1
    guard end > start, bytes[bracket] == UInt8(ascii: "{") || bytes[bracket] == UInt8(ascii: "[")
    else { return Place(start: start, indent: indent, isBracketed: false) }
    layout.advance(to: bracket, indent: indent, &problems)
    checkColumn(at: bracket)
    layout.open(indent: indent, &problems)
    return Place(start: bracket, indent: indent, isBracketed: true)
  }

  /// Finds the column of a block collection.
  ///
  /// libyaml ends the event of a list that is not indented below its key after the first `-`, and
  /// that of every other block collection in front of its first byte.
  private mutating func placeOfBlock(end: Int, isSequence: Bool) -> Place {
    let isAfterDash = isSequence && (end >= bytes.count || bytes[end] != UInt8(ascii: "-"))
    let start = isAfterDash ? end - 1 : end
    layout.advance(to: start, indent: indent, &problems)
    return Place(start: start, indent: start - layout.lineStart, isBracketed: false)
  }

  // MARK: - Rules

  /// Takes the anchor in front of the node that was just read, if there is one.
  mutating func takeAnchor() -> Range<Int>? { layout.takeAnchor() }

  mutating func define(_ name: Range<Int>, node: Int) {
    guard !anchors.define(Text(bytes, name), node: node, expanded) else { return }
    problems.add(
      .yamlAnchor, "the anchor `\(Text(bytes, name))` is already defined in this document",
      name.lowerBound - 1..<name.upperBound, help: "give it a name of its own")
  }

  private mutating func refuseAsKey(at range: Range<Int>) {
    if expectsKey { refuseKey(at: range) }
  }

  private mutating func refuseKey(at range: Range<Int>) {
    problems.add(
      .yamlComplexKey, "a key must be a single text, not a list or mapping", range,
      help: "quote it if it is meant as text")
  }

  private mutating func refuseAlias(_ name: Text, isOpen: Bool, at range: Range<Int>) {
    if isOpen {
      problems.add(
        .yamlRecursiveAlias, "the alias `\(name)` stands inside the value it repeats", range,
        help: "move the alias out of that value")
    } else {
      problems.add(
        .yamlUndefinedAlias, "no anchor `\(name)` stands before this alias in the document", range,
        help: "define it with `&\(name)`, or quote the text if it begins with `*`")
    }
    append(
      SyntaxNode(
        start: UInt32(range.lowerBound), end: UInt32(range.upperBound),
        value: UInt32(range.lowerBound), extent: 0, form: .plain))
    count(nodes: 1, bytes: 0, at: nodes[nodes.count - 1])
  }
}
