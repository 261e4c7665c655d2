/// What stands around a scalar.
enum Context: String {
  /// It begins the text, where spreadsheets and readers of Markdown look for signs.
  case first
  /// It stands between letters.
  case middle
  /// It ends the text.
  case last
  /// Before and behind it stand characters that formats give a meaning.
  case hostile

  func text(_ scalar: Unicode.Scalar) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: before.unicodeScalars)
    text.append(scalar)
    text.append(contentsOf: behind.unicodeScalars)
    return String(text)
  }

  private var before: String {
    switch self {
    case .first: ""
    case .middle, .last: "x"
    case .hostile: "`|\\<a href='x'>&amp;\",%0A[l](u)*\u{1b}["
    }
  }

  private var behind: String {
    switch self {
    case .first, .middle: "y"
    case .last: ""
    case .hostile: "]</script>-->`@team #1 ::error::'\"\\"
    }
  }
}
