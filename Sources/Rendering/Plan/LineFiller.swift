/// Fills lines of a terminal with pieces that are never broken, each further line indented.
struct LineFiller {
  /// A piece of text that stays on one line.
  struct Piece {
    var raw: String
    var style: Style = .plain
    /// Whether it follows the piece before it without a space.
    var isGlued = false
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
      let gap = index == 0 || piece.isGlued ? 0 : 1
      if column > indent, column + gap + width > Self.widthMax {
        text.endLine()
        text.append(String(repeating: " ", count: indent))
        column = indent
      } else if gap > 0 {
        text.append(" ")
        column += gap
      }
      text.append(piece.raw, piece.style)
      column += width
    }
  }
}

extension [LineFiller.Piece] {
  /// The words of `sentence` as pieces.
  static func words(_ sentence: String, _ style: Style = .plain) -> [LineFiller.Piece] {
    sentence.split(separator: " ").map { LineFiller.Piece(raw: String($0), style: style) }
  }

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
