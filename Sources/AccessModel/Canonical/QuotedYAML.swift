package import Diagnostics

/// Texts between double quotes as every YAML reader takes them; the one place that knows its escapes.
package enum QuotedYAML {
  /// `text` quoted, with the escapes of JSON.
  ///
  /// YAML knows them all but one: it has no pairs of surrogates, and an escape of its own for what lies
  /// beyond the first plane (YAML 1.2.2, section 5.7).
  package static func bytes(of text: Text) -> [UInt8] {
    var output = [UInt8(ascii: "\"")]
    for scalar in text.string.unicodeScalars {
      if scalar.value > 0xFFFF, !scalar.isDisplayable {
        let digits = String(scalar.value, radix: 16)
        let zeros = String(repeating: "0", count: 8 - digits.utf8.count)
        output.append(contentsOf: "\\U\(zeros)\(digits)".utf8)
      } else {
        JSONText.append(scalar, to: &output)
      }
    }
    output.append(UInt8(ascii: "\""))
    return output
  }
}
