import AccessModel
import Diagnostics
import YAMLSyntax

/// Reads scalars by the type of their field, never by YAML's guesses.
struct ScalarDecoder {
  let tree: SyntaxTree
  let dayReading: DayReading

  /// A value, and what a person should know though it was accepted.
  struct Reading {
    let value: Value
    let warning: FormatProblem?

    init(_ value: Value, warning: FormatProblem? = nil) {
      self.value = value
      self.warning = warning
    }
  }

  func read(
    _ node: NodeID, as type: FieldType, called name: String
  ) throws(FormatProblem) -> Reading {
    guard tree.kind(node) == .scalar else {
      throw ReadingProblem.notAScalar(tree, node, name, type)
    }
    switch type {
    case .boolean: return Reading(.boolean(try boolean(node, name)))
    case .integer(let range): return Reading(.integer(try integer(node, range, name)))
    case .choice(let words): return Reading(.text(try word(node, words, name)))
    case .text(let form): return try text(node, form, name)
    case .reference, .looseReference:
      return Reading(.text(try reference(node, name, allowsAll: false)))
    case .referenceOrAll: return Reading(.text(try reference(node, name, allowsAll: true)))
    case .selector: return Reading(.text(try selector(node, name)))
    case .object, .list: throw ReadingProblem.notAScalar(tree, node, name, type)
    }
  }

  /// What `read` makes of a scalar that must be text: quoted, or plain and text to every YAML reader.
  ///
  /// WHY it is read before quotes are asked for: they would not help where the text is wrong too.
  func string<Answer>(
    _ node: NodeID, _ name: String, _ read: (Text) throws(FormatProblem) -> Answer
  ) throws(FormatProblem) -> Answer {
    let text = withoutLastBreak(node)
    let answer = try read(text)
    guard tree.style(node) == .plain, !PlainScalar.isStringInBoth(text) else { return answer }
    throw ReadingProblem.needsQuotes(text, name)
  }

  /// The text; a block text that ends with one line break, as block texts do, without it.
  private func withoutLastBreak(_ node: NodeID) -> Text {
    let text = tree.text(node)
    switch tree.style(node) {
    case .literal, .folded:
      return text.hasSuffix("\n") ? text.slice(0..<text.count - 1) : text
    case .plain, .singleQuoted, .doubleQuoted: return text
    }
  }

  private func boolean(_ node: NodeID, _ name: String) throws(FormatProblem) -> Bool {
    let text = tree.text(node)
    guard tree.style(node) == .plain, let flag = PlainScalar.bool(text) else {
      throw ReadingProblem.notABoolean(text, name, isQuoted: tree.style(node) != .plain)
    }
    return flag
  }

  private func integer(
    _ node: NodeID, _ range: ClosedRange<Int64>, _ name: String
  ) throws(FormatProblem) -> Int64 {
    let text = tree.text(node)
    guard tree.style(node) == .plain, let number = PlainScalar.integer(text).map(Int64.init) else {
      let isTooLong = tree.style(node) == .plain && PlainScalar.isLongInteger(text)
      throw isTooLong
        ? ReadingProblem.outOfRange(text, name, range)
        : ReadingProblem.notAnInteger(text, name, range)
    }
    guard range.contains(number) else {
      throw ReadingProblem.outOfRange(Text("\(number)"), name, range)
    }
    return number
  }

  private func word(
    _ node: NodeID, _ words: [String], _ name: String
  ) throws(FormatProblem) -> Text {
    try string(node, name) { text throws(FormatProblem) in
      guard words.contains(where: { text.bytes.elementsEqual($0.utf8) }) else {
        throw ReadingProblem.unknownWord(text, name, words)
      }
      return text
    }
  }

  private func text(
    _ node: NodeID, _ form: TextForm, _ name: String
  ) throws(FormatProblem) -> Reading {
    let read = { (written: Text) throws(FormatProblem) -> Reading in
      let reading = try form.read(written, dayReading: dayReading)
      if form.mayHoldSecrets { try SecretShape.check(written) }
      return Reading(.text(reading.text), warning: reading.warning)
    }
    return form == .instant ? try read(tree.text(node)) : try string(node, name, read)
  }

  private func reference(
    _ node: NodeID, _ name: String, allowsAll: Bool
  ) throws(FormatProblem) -> Text {
    try string(node, name) { text throws(FormatProblem) in
      if allowsAll, text.is("*") { return text }
      return try Name(parsing: text).text
    }
  }

  private func selector(_ node: NodeID, _ name: String) throws(FormatProblem) -> Text {
    try string(node, name) { text throws(FormatProblem) in try Selector(parsing: text).text }
  }
}
