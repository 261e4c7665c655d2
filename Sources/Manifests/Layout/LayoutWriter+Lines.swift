extension LayoutWriter {
  mutating func append(_ text: String) { output.append(contentsOf: text.utf8) }

  mutating func append(_ comment: LayoutComment?) {
    guard let comment else { return }
    pad(comment.spaces)
    output += bytes[comment.text]
  }

  mutating func pad(_ count: Int) {
    if count > 0 { output.append(contentsOf: repeatElement(0x20, count: count)) }
  }

  mutating func endLine() { output.append(0x0A) }

  /// A blank line, but never two, and none at the top.
  mutating func blankLine() {
    guard !output.isEmpty, !output.hasSuffix([0x0A, 0x0A]), !isAfterKeptText else { return }
    endLine()
  }

  /// Takes back the blank line at the end.
  mutating func dropBlankEnd() {
    guard !isAfterKeptText else { return }
    while output.hasSuffix([0x0A, 0x0A]) { output.removeLast() }
    if output == [0x0A] { output = [] }
  }

  /// Comments on lines of their own, blank lines between them.
  mutating func write(_ lines: [LayoutLine], indent: Int) {
    for line in lines {
      switch line {
      case .blank: blankLine()
      case .comment(let text, _):
        pad(indent)
        output += bytes[text]
        endLine()
        isAfterKeptText = false
      }
    }
  }
}

extension [UInt8] {
  fileprivate func hasSuffix(_ bytes: [UInt8]) -> Bool {
    count >= bytes.count && self[(count - bytes.count)...].elementsEqual(bytes)
  }
}
