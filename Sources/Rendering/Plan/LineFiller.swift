/// Fills lines of a terminal with pieces of text, each further line indented.
struct LineFiller {
  /// A piece of text that stays on one line where it fits one.
  struct Piece {
    var raw: String
    var style: Style = .plain
  }

  /// Columns of a terminal that everything fits, where its pieces do.
  static let widthMax = 80

  /// Where further lines begin.
  let indent: Int
  /// Where the next piece would begin.
  private var column: Int

  /// Goes on in a line of which `column` columns are taken.
  init(indent: Int, column: Int) {
    self.indent = indent
    self.column = column
  }

  /// Appends `pieces`, the first one without a space before it.
  mutating func append(_ pieces: [Piece], to text: inout StyledText) {
    for (index, piece) in pieces.enumerated() {
      let width = TerminalText.width(of: piece.raw)
      let gap = index == 0 ? 0 : 1
      if column + gap + width <= Self.widthMax || column <= indent {
        text.append(String(repeating: " ", count: gap))
        column += gap
      } else {
        breakLine(in: &text)
      }
      if column + width <= Self.widthMax {
        text.append(piece.raw, piece.style)
        column += width
      } else {
        appendBroken(piece, to: &text)
      }
    }
  }

  /// Appends a piece wider than a line, which may break after each of its commas.
  private mutating func appendBroken(_ piece: Piece, to text: inout StyledText) {
    let parts = piece.raw.split(separator: ",", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let raw = index + 1 < parts.count ? "\(part)," : String(part)
      let width = TerminalText.width(of: raw)
      if column + width > Self.widthMax, column > indent { breakLine(in: &text) }
      text.append(raw, piece.style)
      column += width
    }
  }

  private mutating func breakLine(in text: inout StyledText) {
    text.endLine()
    text.append(String(repeating: " ", count: indent))
    column = indent
  }
}

extension [LineFiller.Piece] {
  /// The words of `sentence` as pieces.
  static func words(_ sentence: String, _ style: Style = .plain) -> [LineFiller.Piece] {
    sentence.split(separator: " ").map { LineFiller.Piece(raw: String($0), style: style) }
  }

  /// Words that belong together.
  static func phrase(_ words: String) -> [LineFiller.Piece] { [LineFiller.Piece(raw: words)] }

  /// Names with commas between them.
  static func list(_ names: some Sequence<String>) -> [LineFiller.Piece] {
    var pieces: [LineFiller.Piece] = []
    for name in names {
      if !pieces.isEmpty { pieces[pieces.count - 1].raw += "," }
      pieces.append(LineFiller.Piece(raw: name))
    }
    return pieces
  }

  /// The same with `end` right after the last piece.
  func ended(with end: String) -> [LineFiller.Piece] {
    var pieces = self
    if !pieces.isEmpty { pieces[pieces.count - 1].raw += end }
    return pieces
  }
}
