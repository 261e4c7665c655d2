/// The one place that puts text into HTML, and into SVG within it.
///
/// What a person would not see is written as the visible escapes of `TerminalText`, so that a page can
/// hide no more than a terminal; what would be markup becomes a character reference. The result stands
/// as safely between tags as within a quoted attribute.
/// Source: HTML Living Standard, sections 13.1.2.3 (attributes) and 13.1.4 (character references).
package enum HTMLText {
  /// `raw` for between tags or for a value in quotes.
  package static func escaped(_ raw: String) -> String {
    var output: [UInt8] = []
    append(raw, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// Appends `raw` as `escaped` gives it.
  static func append(_ raw: String, to output: inout [UInt8]) {
    for byte in TerminalText.escaped(raw).utf8 {
      if let reference = reference(for: byte) {
        output.append(contentsOf: "\(reference)".utf8)
      } else {
        output.append(byte)
      }
    }
  }

  private static func reference(for byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
