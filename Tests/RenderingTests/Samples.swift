import AccessModel
import Diagnostics
import Rendering

/// Diagnostics to render, placed by the text that they underline.
enum Samples {
  static func file(_ path: String, _ text: String) -> SourceFile {
    SourceFile(path: path, bytes: Array(text.utf8))
  }

  /// The range of the `occurrence`th `text` in `file`, from 0.
  static func range(of text: String, in file: SourceFile, occurrence: Int = 0) -> SourceRange {
    let wanted = Array(text.utf8)
    var left = occurrence
    for start in 0...max(0, file.bytes.count - wanted.count)
    where file.bytes[start...].starts(with: wanted) {
      if left == 0 { return SourceRange(file, start..<start + wanted.count) }
      left -= 1
    }
    preconditionFailure("no `\(text)` in the sample; this is a bug in mandate")
  }

  static let testCode = DiagnosticCode(
    "test-code", "A thing is wrong.", "It is wrong because it is not right. Make it right.")

  static let hostBits = DiagnosticCode(
    "cidr-host-bits", "A block has bits set past its prefix.", "Write the block or the address.")

  static let outside = DiagnosticCode(
    "endpoint-outside-request", "A selector reaches beyond the application.", "Ask for more.")

  /// Like the examples of the specification.
  static var mockups: [Diagnostic] {
    let traders = file(
      "traders.yaml",
      String(repeating: "# line\n", count: 22) + "  validUntil: 2026-12-31\n")
    let networks = file(
      "networks.yaml",
      String(repeating: "\n", count: 7) + "    - {cidr: 203.0.113.7/24, note: Central NAT}\n")
    let desks = file(
      "desks.yaml",
      "a:\n  options: {application: desks, accountScope: listed, accounts: [eq-prop, opt-prop], "
        + "endpoints: [set:market-basic, set:trading-trader, market.option.*], "
        + "ipWhitelists: [hk-office, dc-hk-1]}\n")
    return [
      .error(
        .timeNotInstant, "`2026-12-31` is a day, and access ends at an instant",
        at: range(of: "2026-12-31", in: traders),
        help: "through the 31st in Hong Kong:  2027-01-01T00:00:00+08:00",
        "until the 31st begins in UTC:   2026-12-31T00:00:00Z"),
      .error(
        hostBits, "`203.0.113.7/24` has host bits set",
        at: range(of: "203.0.113.7/24", in: networks),
        help: "one address: 203.0.113.7/32; the whole block: 203.0.113.0/24 (256 addresses)"),
      .warning(
        outside, "`market.option.*` grants nothing here",
        at: range(of: "market.option.*", in: desks), help: "add it there, or remove it here"),
    ]
  }

  /// What an attacker would write.
  static var hostile: [Diagnostic] {
    let evil = file(
      "evil\u{1b}]0;x\u{7}.yaml",
      "name:\t\u{1b}[2J\u{202e}\tvalue\u{0}  # 漢字 e\u{301}\u{200b}\r\nnext: line\r\n")
    return [
      .error(
        testCode, "`\u{1b}[31mred\u{1b}[0m` and `a\r\nb` and `\u{2028}`",
        at: range(of: "value\u{0}", in: evil), help: "\u{9b}31m", "two\nlines"),
      .warning(testCode, "a mark", at: range(of: "\u{301}\u{200b}", in: evil)),
    ]
  }
}
