package import Diagnostics

/// Appends JSON text to a buffer; the one place that knows how JSON escapes.
///
/// Whatever a person would not see as what it is, such as controls, U+2028/9, direction overrides and
/// odd spaces, is written as `\u` escapes; other text stays UTF-8.
package enum JSONText {
  /// Appends `text` as a JSON string.
  package static func append(_ text: Text, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    let bytes = text.bytes
    if isPlainASCII(bytes) {
      output.append(contentsOf: bytes)
    } else {
      for scalar in text.string.unicodeScalars { append(scalar, to: &output) }
    }
    output.append(UInt8(ascii: "\""))
  }

  /// Appends `string` as a JSON string.
  package static func append(_ string: String, to output: inout [UInt8]) {
    append(Text(string), to: &output)
  }

  package static func append(_ number: Int64, to output: inout [UInt8]) {
    output.append(contentsOf: String(number).utf8)
  }

  /// Whether every byte is printable ASCII that JSON needs not escape.
  private static func isPlainASCII(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy {
      $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
  }

  /// Appends one scalar as it stands inside a JSON string.
  package static func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
    switch scalar {
    case "\"": output.append(contentsOf: #"\""#.utf8)
    case "\\": output.append(contentsOf: #"\\"#.utf8)
    case "\n": output.append(contentsOf: #"\n"#.utf8)
    case "\r": output.append(contentsOf: #"\r"#.utf8)
    case "\t": output.append(contentsOf: #"\t"#.utf8)
    default:
      if mustEscape(scalar) {
        for unit in UTF16.encode(scalar) ?? .init() { appendEscape(unit, to: &output) }
      } else {
        output.append(contentsOf: UTF8.encode(scalar) ?? .init())
      }
    }
  }

  /// Whatever a person would not see as what it is, so that no text hides something in a log.
  private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool { !scalar.isDisplayable }

  private static func appendEscape(_ unit: UInt16, to output: inout [UInt8]) {
    output.append(contentsOf: #"\u"#.utf8)
    for shift in [12, 8, 4, 0] {
      output.append(hexDigit(UInt8((unit >> UInt16(shift)) & 0xF)))
    }
  }

  /// The lower-case hexadecimal digit for `nibble`, below 16.
  package static func hexDigit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
  }
}
