import AccessModel
import Diagnostics

/// The one place that puts text into manual pages, for `man`.
///
/// Source: groff_man(7) and groff_char(7), on what a line and a character mean.
package enum RoffText {
  /// `raw` as text of one line: nothing of it is a request or an escape.
  package static func line(_ raw: String) -> String {
    let shown = escaped(TerminalText.escaped(raw))
    // A line that begins so would be a request.
    return shown.hasPrefix(".") ? "\\&" + shown : shown
  }

  /// A sentence of our own, in which what stands between ticks is bold.
  package static func prose(_ own: String) -> String {
    let parts = own.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    guard parts.count % 2 == 1 else { return line(own) }
    var output = ""
    for (index, part) in parts.enumerated() where !part.isEmpty {
      output += index % 2 == 1 ? "\\fB\(escaped(part))\\fR" : escaped(part)
    }
    return output.hasPrefix(".") ? "\\&" + output : output
  }

  /// An argument of a request.
  package static func argument(_ raw: String) -> String { "\"\(escaped(raw))\"" }

  private static func escaped(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": output += "\\e"
      case "-": output += "\\-"
      case "'": output += "\\(aq"
      case "\"": output += "\\(dq"
      case "`": output += "\\(ga"
      case "^": output += "\\(ha"
      case "~": output += "\\(ti"
      case "\n", "\t": output += " "
      case _ where scalar.isASCII: output.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        output += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
      }
    }
    return output
  }
}
