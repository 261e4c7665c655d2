/// The one place that puts text into comma-separated values, safe for spreadsheets.
///
/// Quoting is that of RFC 4180. A spreadsheet takes a cell for a formula when it begins with `=`, `+`,
/// `-` or `@`, also in their other widths and after spaces; such a cell gets an apostrophe before it,
/// which spreadsheets show as nothing or as itself, and which `unguarded` takes off again; and what
/// nobody would see is written out, as on a terminal. Machines that want the text alone leave both out
/// (`--raw`).
package enum CSVText {
  /// One record, ended by CR LF.
  package static func record(_ fields: [String], isRaw: Bool) -> String {
    fields.map { quoted(isRaw ? $0 : guarded(TerminalText.escaped($0))) }.joined(separator: ",")
      + "\r\n"
  }

  /// `text` with an apostrophe before it where a spreadsheet would calculate.
  package static func guarded(_ text: String) -> String { needsGuard(text) ? "'" + text : text }

  /// Takes the apostrophe off that `guarded` put before a text.
  ///
  /// One that somebody typed before other text stays.
  package static func unguarded(_ text: String) -> String {
    guard text.unicodeScalars.first == "'" else { return text }
    let rest = String(text.unicodeScalars.dropFirst())
    return needsGuard(rest) ? rest : text
  }

  /// Whether a text begins as a formula does, or with an apostrophe, which could be a guard.
  private static func needsGuard(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first else { return false }
    if first == "'" || first.value < 0x20 { return true }
    return scalars.first { !isPassedOver($0) }.map(formulaStarts.contains) ?? false
  }

  /// What programs skip, or do not show, at the beginning of a cell.
  private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || scalar.value == 0x7F || scalar.properties.isWhitespace
      || scalar.properties.isDefaultIgnorableCodePoint
  }

  /// The four signs, and every scalar that compatibility normalisation (NFKC) makes one of them; with
  /// the mathematical minus, which some programs read as one.
  private static let formulaStarts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\u{207A}", "\u{207B}", "\u{207C}", "\u{208A}", "\u{208B}", "\u{208C}",
    "\u{2212}", "\u{2A75}", "\u{2A76}", "\u{FB29}", "\u{FE62}", "\u{FE63}", "\u{FE66}", "\u{FE6B}",
    "\u{FF0B}", "\u{FF0D}",
    "\u{FF1D}", "\u{FF20}",
  ]

  private static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let isPlain = !scalars.contains { $0 == "," || $0 == ";" || $0 == "\"" || $0.value < 0x20 }
    let hasSpaceAtAnEnd = scalars.first == " " || scalars.last == " "
    guard !isPlain || hasSpaceAtAnEnd else { return text }
    return "\"" + scalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }
}
