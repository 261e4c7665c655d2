import Glibc

extension Display.Facts {
  /// What the streams of this process are.
  static func ofProcess() -> Display.Facts {
    var facts = Display.Facts()
    facts.resultsAreTerminal = isatty(STDOUT_FILENO) == 1
    facts.messagesAreTerminal = isatty(STDERR_FILENO) == 1
    guard facts.resultsAreTerminal || facts.messagesAreTerminal else { return facts }
    var size = winsize()
    let seen = facts.resultsAreTerminal ? STDOUT_FILENO : STDERR_FILENO
    guard unsafe ioctl(seen, UInt(TIOCGWINSZ), &size) == 0 else { return facts }
    facts.columns = size.ws_col > 0 ? Int(size.ws_col) : nil
    facts.lines = size.ws_row > 0 ? Int(size.ws_row) : nil
    return facts
  }
}
