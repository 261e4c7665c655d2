import TestSupport

/// A script and the files it starts with, in the txtar form: text, then `-- name --` and the file.
///
/// Source: pkg.go.dev/golang.org/x/tools/txtar
struct ScriptRunnerArchive: Equatable {
  struct File: Equatable {
    let name: String
    var text: String
  }

  /// The lines before the first file.
  var script: String
  var files: [File]

  init(_ text: String) {
    script = ""
    files = []
    for line in lines(of: text) {
      if let name = Self.fileName(in: line) {
        files.append(File(name: name, text: ""))
      } else if files.isEmpty {
        script += line + "\n"
      } else {
        files[files.count - 1].text += line + "\n"
      }
    }
    removeLineBreakAfterTheLastLine()
  }

  /// The archive as text again.
  var text: String {
    files.reduce(script) { $0 + "-- \($1.name) --\n" + Self.endingInLineBreak($1.text) }
  }

  private static func endingInLineBreak(_ text: String) -> String {
    text.isEmpty || text.utf8.last == 0x0A ? text : text + "\n"
  }

  /// Splitting makes an empty line of what follows the last line break; it is none.
  private mutating func removeLineBreakAfterTheLastLine() {
    if files.isEmpty {
      script.unicodeScalars.removeLast()
    } else {
      files[files.count - 1].text.unicodeScalars.removeLast()
    }
  }

  private static func fileName(in line: Substring) -> String? {
    guard line.hasPrefix("-- "), line.hasSuffix(" --"), line.utf8.count > 6 else { return nil }
    return String(line.dropFirst(3).dropLast(3))
  }
}
