import Rendering

/// One line of text that is escaped when it is shown.
enum StyledLine {
  static func plain(_ line: String) -> StyledText {
    var text = StyledText()
    text.appendLine(line)
    return text
  }
}
