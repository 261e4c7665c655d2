/// Words that do not belong in some part of the code, each with what to write instead.
struct BannedWordRule: Sendable {
  let words: [String]
  /// Folders under which they are banned.
  let folders: [String]
  /// Files that may say them, because they are the one place for it.
  let exceptFiles: Set<String>
  /// Whether comments and literals count, too.
  let looksIntoText: Bool
  let instead: String

  init(
    _ words: String..., under folders: [String] = ["Sources"], except files: Set<String> = [],
    inText: Bool = false, instead: String
  ) {
    self.words = words
    self.folders = folders
    exceptFiles = files
    looksIntoText = inText
    self.instead = instead
  }

  func violations(in source: SourceText) -> [Violation] {
    guard folders.contains(where: { source.path.hasPrefix($0 + "/") }),
      !exceptFiles.contains(source.path)
    else { return [] }
    let whole = looksIntoText ? source.text : source.code
    let present = words.filter { whole.containsWord($0) }
    guard !present.isEmpty else { return [] }
    return (looksIntoText ? source.textLines : source.codeLines).flatMap { line in
      present.filter { line.text.containsWord($0) }.map {
        Violation(source, line: line.number, "`\($0)` has no place here; \(instead)")
      }
    }
  }
}
