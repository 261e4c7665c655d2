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
    let written = Written(text: tree.text(node), isPlain: tree.style(node) == .plain)
    if written.isPlain, PlainScalar.isNull(written.text) { throw ReadingProblem.nullValue(name) }
    switch type {
    case .boolean: return Reading(.boolean(try boolean(written, name)))
    case .integer(let range): return Reading(.integer(try integer(written, range, name)))
    case .choice(let words): return Reading(.text(try word(written, words, name)))
    case .text(let form): return try text(written, form, name)
    case .reference, .looseReference:
      return Reading(.text(try reference(written, name, allowsAll: false)))
    case .referenceOrAll: return Reading(.text(try reference(written, name, allowsAll: true)))
    case .selector: return Reading(.text(try Selector(parsing: string(written, name)).text))
    case .object, .list: throw ReadingProblem.notAScalar(tree, node, name, type)
    }
  }

  /// A scalar as it is written.
  private struct Written {
    let text: Text
    let isPlain: Bool
  }

  /// The text of a scalar that must be text: quoted, or plain and text to every YAML reader.
  func string(_ node: NodeID, _ name: String) throws(FormatProblem) -> Text {
    try string(Written(text: tree.text(node), isPlain: tree.style(node) == .plain), name)
  }

  private func string(_ written: Written, _ name: String) throws(FormatProblem) -> Text {
    guard written.isPlain, !PlainScalar.isStringInBoth(written.text) else { return written.text }
    throw ReadingProblem.needsQuotes(written.text, name)
  }

  private func boolean(_ written: Written, _ name: String) throws(FormatProblem) -> Bool {
    guard written.isPlain, let flag = PlainScalar.bool(written.text) else {
      throw ReadingProblem.notABoolean(written.text, name, isQuoted: !written.isPlain)
    }
    return flag
  }

  private func integer(
    _ written: Written, _ range: ClosedRange<Int64>, _ name: String
  ) throws(FormatProblem) -> Int64 {
    guard written.isPlain, let number = PlainScalar.integer(written.text).map(Int64.init) else {
      throw ReadingProblem.notAnInteger(written.text, name, range)
    }
    guard range.contains(number) else { throw ReadingProblem.outOfRange(number, name, range) }
    return number
  }

  private func word(
    _ written: Written, _ words: [String], _ name: String
  ) throws(FormatProblem) -> Text {
    let text = try string(written, name)
    guard words.contains(where: { text.bytes.elementsEqual($0.utf8) }) else {
      throw ReadingProblem.unknownWord(text, name, words)
    }
    return text
  }

  private func text(
    _ written: Written, _ form: TextForm, _ name: String
  ) throws(FormatProblem) -> Reading {
    let text = form == .instant ? written.text : try string(written, name)
    let reading = try form.read(text, dayReading: dayReading)
    if form.mayHoldSecrets { try SecretShape.check(text) }
    return Reading(.text(reading.text), warning: reading.warning)
  }

  private func reference(
    _ written: Written, _ name: String, allowsAll: Bool
  ) throws(FormatProblem) -> Text {
    let text = try string(written, name)
    if allowsAll, text.is("*") { return text }
    return try Name(parsing: text).text
  }
}
