import AccessModel
package import Diagnostics

/// The one place that makes text of others fit to be shown on a terminal or in a log.
///
/// What a person would not see as what it is, is written as a visible escape such as `\u{1b}`:
/// controls, direction overrides, invisible characters, every space but U+0020, private use and
/// unassigned scalars, and marks with nothing to stand on. Escaping loses nothing: a backslash that
/// could be taken for the start of an escape is escaped as well.
package enum TerminalText {
  /// One scalar as it will be shown.
  package struct Unit: Sendable {
    package let scalar: Unicode.Scalar
    /// Whether it is shown as `\u{…}`.
    package let isEscaped: Bool
    /// Columns of a terminal.
    package let width: Int

    /// Appends what is shown.
    package func append(to output: inout String.UnicodeScalarView) {
      guard isEscaped else {
        output.append(scalar)
        return
      }
      output.append(contentsOf: ["\\", "u", "{"])
      for shift in stride(from: (scalar.hexDigitCount - 1) * 4, through: 0, by: -4) {
        let nibble = UInt8((scalar.value >> UInt32(shift)) & 0xF)
        output.append(Unicode.Scalar(JSONText.hexDigit(nibble)))
      }
      output.append("}")
    }
  }

  /// The most marks on one letter; more of them paint over the lines above and below.
  private static let marksMax = 4

  /// `raw` as it may be shown.
  package static func escaped(_ raw: String) -> String {
    if isPlain(raw) { return raw }
    var output = String.UnicodeScalarView()
    for unit in units(of: raw) { unit.append(to: &output) }
    return String(output)
  }

  /// `raw` as it may be shown.
  package static func escaped(_ raw: Text) -> String { escaped(raw.string) }

  /// The text that `escaped` made `shown` of.
  package static func unescaped(_ shown: String) -> String {
    var output = String.UnicodeScalarView()
    var rest = shown.unicodeScalars[...]
    while let first = rest.first {
      if first == "\\", let (scalar, end) = escape(at: rest) {
        output.append(scalar)
        rest = rest[end...]
      } else {
        output.append(first)
        rest = rest.dropFirst()
      }
    }
    return String(output)
  }

  /// Columns that `raw` takes on a terminal once escaped.
  package static func width(of raw: String) -> Int {
    isPlain(raw) ? raw.utf8.count : units(of: raw).reduce(0) { $0 + $1.width }
  }

  /// The scalars of `raw` in order, each with how it is shown.
  package static func units(of raw: String) -> [Unit] {
    var units: [Unit] = []
    units.reserveCapacity(raw.utf8.count)
    let scalars = raw.unicodeScalars
    var marks = marksMax
    for index in scalars.indices {
      let scalar = scalars[index]
      var mustEscape = !scalar.isDisplayable
      if scalar == "\\" { mustEscape = looksLikeEscape(scalars[index...]) }
      var width = mustEscape ? 0 : scalar.terminalWidth
      if !mustEscape, scalar.isMark {
        mustEscape = marks >= marksMax
        marks += 1
      } else {
        marks = mustEscape ? marksMax : 0
      }
      if mustEscape { width = 4 + scalar.hexDigitCount }
      units.append(Unit(scalar: scalar, isEscaped: mustEscape, width: width))
    }
    return units
  }

  /// Whether every byte is printable ASCII other than a backslash, so that nothing is to be done.
  private static func isPlain(_ raw: String) -> Bool {
    raw.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }
  }

  private static func looksLikeEscape(_ rest: Substring.UnicodeScalarView) -> Bool {
    rest.starts(with: "\\u{".unicodeScalars)
  }

  /// The scalar that an escape at the start of `rest` stands for, and where it ends.
  private static func escape(
    at rest: Substring.UnicodeScalarView
  ) -> (Unicode.Scalar, String.Index)? {
    guard looksLikeEscape(rest), let close = rest.firstIndex(of: "}"),
      let value = UInt32(String(rest[..<close].dropFirst(3)), radix: 16),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    return (scalar, rest.index(after: close))
  }
}

extension Unicode.Scalar {
  fileprivate var hexDigitCount: Int { max(1, (35 - value.leadingZeroBitCount) / 4) }
}
