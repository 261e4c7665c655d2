import AccessModel
import Diagnostics
import YAMLSyntax

/// How a text is written into a manifest: plain where every reader takes it so, else in quotes.
enum ScalarText {
  /// `text` like its neighbour's `style`, as far as it can be.
  static func bytes(_ text: Text, like style: ScalarStyle = .plain, inFlow: Bool) -> [UInt8] {
    switch style {
    case .plain where canBePlain(text, inFlow: inFlow): Array(text.bytes)
    case .singleQuoted where !needsEscapes(text): singleQuoted(text)
    case .plain, .singleQuoted, .doubleQuoted, .literal, .folded: QuotedYAML.bytes(of: text)
    }
  }

  /// A value in one line; `style` is for a text that stands by itself.
  static func bytes(
    _ value: Value, as type: FieldType, like style: ScalarStyle = .plain, inFlow: Bool
  ) -> [UInt8] {
    switch value {
    case .absent:
      preconditionFailure("a value that is absent is written; this is a bug in mandate")
    case .boolean(let flag): return Array((flag ? "true" : "false").utf8)
    case .integer(let number): return Array(String(number).utf8)
    case .text(let text): return self.text(text, as: type, like: style, inFlow: inFlow)
    case .list(let elements):
      let written = elements.map { bytes($0, as: type.elementType, inFlow: true) }
      return [UInt8(ascii: "[")] + written.joined(separator: Array(", ".utf8))
        + [UInt8(ascii: "]")]
    case .object(let slots):
      let entries = zip(type.objectFields, slots).filter { !$0.1.isAbsent }
      let written = entries.map { entry(entry: $0.0.nameText, $0.1, as: $0.0.type) }
      return [UInt8(ascii: "{")] + written.joined(separator: Array(", ".utf8))
        + [UInt8(ascii: "}")]
    }
  }

  /// `name: value` for brackets.
  private static func entry(entry name: Text, _ value: Value, as type: FieldType) -> [UInt8] {
    Array(name.bytes) + Array(": ".utf8) + bytes(value, as: type, inFlow: true)
  }

  /// Moments may stand without quotes, though YAML 1.1 has a type for them.
  private static func text(
    _ text: Text, as type: FieldType, like style: ScalarStyle, inFlow: Bool
  ) -> [UInt8] {
    if case .text(.instant) = type, style == .plain { return Array(text.bytes) }
    return bytes(text, like: style, inFlow: inFlow)
  }

  private static let indicators = Set("-?:,[]{}#&*!|>'\"%@`=~".utf8)

  private static func canBePlain(_ text: Text, inFlow: Bool) -> Bool {
    guard !text.isEmpty, !indicators.contains(text[0]), PlainScalar.isStringInBoth(text),
      !needsEscapes(text), text[0] != 0x20, text[text.count - 1] != 0x20,
      text[text.count - 1] != UInt8(ascii: ":"), !text.hasPrefix("...")
    else { return false }
    for offset in 1..<max(1, text.count) {
      switch text[offset] {
      case UInt8(ascii: "#") where text[offset - 1] == 0x20: return false
      case 0x20 where text[offset - 1] == UInt8(ascii: ":"): return false
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
        UInt8(ascii: "}"), UInt8(ascii: "?"):
        if inFlow { return false }
      default: break
      }
    }
    return true
  }

  /// Whether only double quotes can hold a text.
  private static func needsEscapes(_ text: Text) -> Bool {
    text.bytes.contains { $0 < 0x20 || $0 == 0x7F }
  }

  private static func singleQuoted(_ text: Text) -> [UInt8] {
    let quote = UInt8(ascii: "'")
    return [quote] + text.bytes.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }
}
