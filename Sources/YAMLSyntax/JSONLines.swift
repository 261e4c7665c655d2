import Diagnostics

/// How scalars become JSON values.
package enum JSONScalars: Sendable {
  /// Null for null in the core schema, a string for everything else.
  case strings
  /// What the YAML 1.2 core schema makes of them.
  case typed
}

extension SyntaxTree {
  /// Every document as one JSON value on a line of its own, keys in the order of the file.
  ///
  /// Keys are always strings. Numbers keep their digits: an integer is written out in full, however
  /// large, and a fraction is not rounded. JSON has no infinity and no NaN, so that `.inf`, `-.inf`
  /// and `.nan` become strings of just those letters.
  package func jsonLines(_ scalars: JSONScalars) -> [UInt8] {
    var writer = JSONLinesWriter(tree: self, scalars: scalars)
    for document in documents {
      writer.write(document)
      writer.output.append(UInt8(ascii: "\n"))
    }
    return writer.output
  }
}

private struct JSONLinesWriter {
  let tree: SyntaxTree
  let scalars: JSONScalars
  var output: [UInt8] = []

  // The reader bounds the depth, aliases included, so that the recursion is bounded too.
  mutating func write(_ node: NodeID) {
    switch tree.kind(node) {
    case .scalar: writeScalar(node)
    case .sequence: writeSequence(node)
    case .mapping: writeMapping(node)
    }
  }

  private mutating func writeSequence(_ node: NodeID) {
    output.append(UInt8(ascii: "["))
    var isFirst = true
    for child in tree.children(node) {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      write(child)
    }
    output.append(UInt8(ascii: "]"))
  }

  private mutating func writeMapping(_ node: NodeID) {
    output.append(UInt8(ascii: "{"))
    var isFirst = true
    for (key, value) in tree.entries(node) {
      if !isFirst { output.append(UInt8(ascii: ",")) }
      isFirst = false
      writeString(tree.text(key))
      output.append(UInt8(ascii: ":"))
      write(value)
    }
    output.append(UInt8(ascii: "}"))
  }

  private mutating func writeScalar(_ node: NodeID) {
    let text = tree.text(node)
    let core = tree.style(node) == .plain ? PlainScalar.core(text) : .string
    switch (core, scalars) {
    case (.null, _): output += Array("null".utf8)
    case (.bool, .typed):
      let isTrue = text[0] | 0x20 == UInt8(ascii: "t")
      output += Array((isTrue ? "true" : "false").utf8)
    case (.integer, .typed): output += JSONNumber.integer(text)
    case (.float, .typed): writeFloat(text)
    case (.string, _), (.bool, .strings), (.integer, .strings), (.float, .strings):
      writeString(text)
    }
  }

  private mutating func writeFloat(_ text: Text) {
    if let number = JSONNumber.float(text) {
      output += number
    } else {
      let sign = text[0] == UInt8(ascii: "-") ? "-" : ""
      let letters = text.bytes.contains { $0 | 0x20 == UInt8(ascii: "i") } ? ".inf" : ".nan"
      writeString(Text(sign + letters))
    }
  }

  private mutating func writeString(_ text: Text) {
    output.append(UInt8(ascii: "\""))
    for byte in text.bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
      case 0x0A: output += Array("\\n".utf8)
      case 0x0D: output += Array("\\r".utf8)
      case 0x09: output += Array("\\t".utf8)
      // The reader lets no other control character and no line separator through.
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
