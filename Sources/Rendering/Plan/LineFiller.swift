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
    var run = Piece(raw: "")
    for (index, piece) in pieces.enumerated() {
      let width = TerminalText.width(of: piece.raw)
      let gap = index == 0 ? 0 : 1
      if column > indent, column + gap + width > Self.widthMax {
        breakLine(after: &run, in: &text)
      } else if gap > 0 {
        run.raw += " "
        column += gap
      }
      add(piece, width, to: &run, in: &text)
    }
    text.append(run.raw, run.style)
  }

  /// Adds to the run of one style; a piece wider than a line may break after each of its commas.
  private mutating func add(
    _ piece: Piece, _ width: Int, to run: inout Piece, in text: inout StyledText
  ) {
    if run.style != piece.style {
      text.append(run.raw, run.style)
      run = Piece(raw: "", style: piece.style)
    }
    guard column + width > Self.widthMax else {
      run.raw += piece.raw
      column += width
      return
    }
    let parts = piece.raw.split(separator: ",", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let raw = index + 1 < parts.count ? "\(part)," : String(part)
      let width = TerminalText.width(of: raw)
      if column > indent, column + width > Self.widthMax { breakLine(after: &run, in: &text) }
      run.raw += raw
      column += width
    }
  }

  private mutating func breakLine(after run: inout Piece, in text: inout StyledText) {
    text.append(run.raw, run.style)
    text.endLine()
    text.append(String(repeating: " ", count: indent))
    run.raw = ""
    column = indent
  }
}

extension [LineFiller.Piece] {
  /// The words of `sentence` as pieces.
  static func words(_ sentence: String, _ style: Style = .plain) -> [LineFiller.Piece] {
    sentence.split(separator: " ").map { LineFiller.Piece(raw: String($0), style: style) }
  }

  /// Words that belong together.
  static func phrase(_ words: String, _ style: Style = .plain) -> [LineFiller.Piece] {
    [LineFiller.Piece(raw: words, style: style)]
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
