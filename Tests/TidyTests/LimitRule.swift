/// Finds files and functions that have grown past their limits.
///
/// The aims are lower: 200 lines a file and 20 a function.
enum LimitRule {
  static let fileLinesMax = 500
  static let functionLinesMax = 60

  /// Files that are a table and nothing else, and may be as long as the table.
  static let tableFiles: Set<String> = []

  static func violations(in source: SourceText, tables: Set<String> = tableFiles) -> [Violation] {
    guard !tables.contains(source.path) else { return [] }
    var found: [Violation] = []
    let lines = source.text.utf8.count { $0 == 0x0A }
    if lines > fileLinesMax {
      let advice = "split it by what its parts are responsible for"
      found.append(Violation(source, "\(lines) lines, limit \(fileLinesMax); \(advice)"))
    }
    for function in FunctionScanner.functions(in: source.code)
    where function.length > functionLinesMax {
      let what = "`\(function.name)` has \(function.length) lines, limit \(functionLinesMax)"
      found.append(Violation(source, line: function.line, what + "; name its steps"))
    }
    return found
  }
}
