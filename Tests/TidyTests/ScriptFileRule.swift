import TestSupport

/// What every script in `Tests/ScriptTests/Scripts` must look like, so that it can be read.
enum ScriptFileRule {
  static let scriptLinesMax = 60

  static func violations(in source: SourceText) -> [Violation] {
    guard source.path.hasSuffix(".txtar") else { return [] }
    let script = lines(of: source.text).prefix { !$0.hasPrefix("-- ") }
    var found: [Violation] = []
    if script.first?.hasPrefix("# ") != true {
      found.append(Violation(source, "begin with a comment that says what the script shows"))
    }
    let count = script.count { !$0.isEmpty }
    if count > scriptLinesMax {
      let limit = "\(count) lines of commands, limit \(scriptLinesMax)"
      found.append(Violation(source, limit + "; one script shows one behaviour"))
    }
    if !script.contains(where: expects) {
      found.append(Violation(source, "expects nothing; add stdout, stderr, cmp, exit or the like"))
    }
    return found
  }

  private static func expects(_ line: Substring) -> Bool {
    let words = line.split(separator: " ").drop { $0 == "!" }
    let checks = ["stdout", "stderr", "cmp", "exit", "grep", "exists", "unchanged"]
    return words.first.map { checks.contains(String($0)) } ?? false
  }
}
