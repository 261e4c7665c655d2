import AccessModel

/// A JSON document to be written, with keys in the order given.
package indirect enum JSONTree: Sendable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case string(String)
  case array([JSONTree])
  case object([Member])

  /// A key with its value.
  package struct Member: Sendable {
    package let key: String
    package let value: JSONTree

    package init(_ key: String, _ value: JSONTree) {
      self.key = key
      self.value = value
    }
  }

  /// The text, or null when there is none.
  package static func optional(_ text: String?) -> JSONTree { text.map { .string($0) } ?? .null }

  package static func optional(_ number: Int?) -> JSONTree {
    number.map { .integer(Int64($0)) } ?? .null
  }

  /// On one line, without spaces and without a line break at the end.
  package func appendCompact(to output: inout [UInt8]) {
    switch self {
    case .null, .boolean, .integer, .string: appendScalar(to: &output)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        element.appendCompact(to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        JSONText.append(member.key, to: &output)
        output.append(UInt8(ascii: ":"))
        member.value.appendCompact(to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  /// Indented by two spaces, with a line break at the end.
  package var prettyBytes: [UInt8] {
    var output: [UInt8] = []
    appendPretty(to: &output, indent: 0)
    output.append(0x0A)
    return output
  }

  private func appendPretty(to output: inout [UInt8], indent: Int) {
    switch self {
    case .null, .boolean, .integer, .string: appendScalar(to: &output)
    case .array(let elements) where elements.allSatisfy(\.isScalar): appendCompact(to: &output)
    case .array(let elements):
      Self.appendBlock("[", "]", elements, to: &output, indent: indent) { element, output in
        element.appendPretty(to: &output, indent: indent + 1)
      }
    case .object(let members) where members.isEmpty: output.append(contentsOf: "{}".utf8)
    case .object(let members):
      Self.appendBlock("{", "}", members, to: &output, indent: indent) { member, output in
        JSONText.append(member.key, to: &output)
        output.append(contentsOf: ": ".utf8)
        member.value.appendPretty(to: &output, indent: indent + 1)
      }
    }
  }

  private static func appendBlock<Element>(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ elements: [Element],
    to output: inout [UInt8], indent: Int, _ appendElement: (Element, inout [UInt8]) -> Void
  ) {
    output.append(UInt8(ascii: open))
    for (index, element) in elements.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      startLine(indent + 1, in: &output)
      appendElement(element, &output)
    }
    startLine(indent, in: &output)
    output.append(UInt8(ascii: close))
  }

  private static func startLine(_ indent: Int, in output: inout [UInt8]) {
    output.append(0x0A)
    output.append(contentsOf: repeatElement(0x20, count: indent * 2))
  }

  private var isScalar: Bool {
    switch self {
    case .null, .boolean, .integer, .string: true
    case .array, .object: false
    }
  }

  private func appendScalar(to output: inout [UInt8]) {
    switch self {
    case .boolean(let flag): output.append(contentsOf: (flag ? "true" : "false").utf8)
    case .integer(let number): JSONText.append(number, to: &output)
    case .string(let text): JSONText.append(text, to: &output)
    case .null, .array, .object: output.append(contentsOf: "null".utf8)
    }
  }
}
