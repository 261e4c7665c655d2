import AccessModel
import Diagnostics
import YAMLSyntax

/// The words for what can be wrong with a node of a manifest, in one place.
enum ReadingProblem {
  static func needsQuotes(_ text: Text, _ name: String) -> FormatProblem {
    var help = "write \(quoted(text))"
    if text.count > 1, text[0] == UInt8(ascii: "0"), text.bytes.allSatisfy(isDigit) {
      help += "; leading zeros are part of the text"
    }
    return FormatProblem(
      .stringNeedsQuotes, "`\(text)` is \(foreignReading(text)), and `\(name)` is text",
      help: [help])
  }

  /// What YAML readers take a plain scalar for.
  private static func foreignReading(_ text: Text) -> String {
    switch PlainScalar.core(text) {
    case .integer, .float: return "a number here"
    case .bool: return "a truth value here"
    case .null: return "null here"
    case .string: break
    }
    switch PlainScalar.legacy(text) {
    case .integer, .float: return "a number to some YAML readers"
    case .bool: return "a truth value to some YAML readers"
    case .timestamp: return "a date to some YAML readers"
    case .null, .merge, .value, .string: return "not text to some YAML readers"
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  static func nullElement(_ name: String) -> FormatProblem {
    FormatProblem(
      .nullValue, "an element of `\(name)` has no value",
      help: ["write a value, or remove the element"])
  }

  static func nullValue(_ name: String) -> FormatProblem {
    FormatProblem(
      .nullValue, "`\(name)` has no value",
      help: ["write a value, or remove the line: empty is not the same as absent"])
  }

  static func gap(_ name: String) -> FormatProblem {
    FormatProblem(
      .requiredGap, "`\(name)` is still to be filled in",
      help: ["this is a draft: write what holds in this environment, or remove the line"])
  }

  static func emptyList(_ name: String) -> FormatProblem {
    FormatProblem(
      .emptyList, "`\(name)` is an empty list",
      help: ["list at least one element, or remove the field: empty is not the same as absent"])
  }

  /// `what` is the field, or an element of it.
  static func notAList(
    _ tree: SyntaxTree, _ node: NodeID, _ what: String, _ count: ClosedRange<Int>
  ) -> FormatProblem {
    guard tree.kind(node) == .scalar else {
      return FormatProblem(.wrongType, "\(what) is a list, and this is a mapping", help: [])
    }
    let help =
      count.lowerBound > 1
      ? "write \(count.lowerBound) values as [one, other]" : "write [\(tree.text(node))]"
    return FormatProblem(.wrongType, "\(what) is a list, and this is one value", help: [help])
  }

  static func notAMapping(_ tree: SyntaxTree, _ node: NodeID, _ what: String) -> FormatProblem {
    if tree.kind(node) == .scalar, tree.style(node) == .plain,
      PlainScalar.isNull(tree.text(node))
    {
      return FormatProblem(
        .nullValue, "\(what) has no value", help: ["write its fields, as `name: value`"])
    }
    let found = tree.kind(node) == .sequence ? "a list" : "one value"
    return FormatProblem(
      .wrongType, "\(what) is a mapping of fields, and this is \(found)",
      help: ["write its fields, as `name: value`"])
  }

  static func notAScalar(
    _ tree: SyntaxTree, _ node: NodeID, _ name: String, _ type: FieldType
  ) -> FormatProblem {
    let found = tree.kind(node) == .sequence ? "a list" : "a mapping"
    return FormatProblem(
      .wrongType, "`\(name)` takes \(type.words), and this is \(found)", help: [])
  }

  static func wrongCount(_ name: String, _ count: Int, _ range: ClosedRange<Int>) -> FormatProblem {
    let wanted =
      range.lowerBound == range.upperBound
      ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    return FormatProblem(
      .wrongType, "`\(name)` takes \(wanted) elements, and these are \(count)", help: [])
  }

  static func notABoolean(_ text: Text, _ name: String, isQuoted: Bool) -> FormatProblem {
    let isWord = text.is("true") || text.is("false")
    let help = isQuoted && isWord ? "write \(text) without quotes" : "write true or false"
    return FormatProblem(.wrongType, "`\(name)` is true or false, not `\(text)`", help: [help])
  }

  static func notAnInteger(
    _ text: Text, _ name: String, _ range: ClosedRange<Int64>
  ) -> FormatProblem {
    FormatProblem(
      .wrongType, "`\(name)` is a whole number, not `\(text)`",
      help: ["write a decimal number from \(range.lowerBound) to \(range.upperBound), no quotes"])
  }

  static func outOfRange(
    _ number: Text, _ name: String, _ range: ClosedRange<Int64>
  ) -> FormatProblem {
    FormatProblem(
      .numberOutOfRange,
      "`\(name)` is \(number), outside \(range.lowerBound) to \(range.upperBound)",
      help: ["write a number from \(range.lowerBound) to \(range.upperBound)"])
  }

  static func unknownWord(_ text: Text, _ name: String, _ words: [String]) -> FormatProblem {
    var help = ["`\(name)` is one of \(words.joined(separator: ", "))"]
    if let near = nearestName(to: text.string, among: words) {
      help.insert("did you mean `\(near)`?", at: 0)
    }
    return FormatProblem(.unknownWord, "`\(name)` cannot be `\(text)`", help: help)
  }

  static func repeatedElement(_ text: Text, _ name: String) -> FormatProblem {
    let what = text.isEmpty ? "an element" : "`\(text)`"
    return FormatProblem(
      .repeatedElement, "\(what) stands twice in `\(name)`", help: ["remove one of them"])
  }

  /// The text between double quotes, as YAML and JSON write it.
  static func quoted(_ text: Text) -> String {
    var output: [UInt8] = []
    JSONText.append(text, to: &output)
    return String(decoding: output, as: UTF8.self)
  }
}

extension FieldType {
  /// What the type takes, in words for messages.
  var words: String {
    switch self {
    case .boolean: "true or false"
    case .integer: "a whole number"
    case .text: "text"
    case .choice(let words): "one of \(words.joined(separator: ", "))"
    case .reference(let kind), .referenceOrAll(let kind), .looseReference(let kind):
      "the name of a \(kind.name)"
    case .selector: "an endpoint selector"
    case .object: "a mapping"
    case .list: "a list"
    }
  }
}
