import Diagnostics

/// Counts diagnostics that are alike, and says how many are not shown.
struct FoldedDiagnostics {
  private struct Group {
    let code: DiagnosticCode
    let severity: Diagnostic.Severity
    var count = 0
  }

  private let alikeMax: Int
  /// In the order in which they first came.
  private var groups: [Group] = []

  init(alikeMax: Int) { self.alikeMax = alikeMax }

  /// Counts the diagnostic; false when as many as wanted have been shown.
  mutating func admits(_ diagnostic: Diagnostic) -> Bool {
    let known = groups.firstIndex {
      $0.code == diagnostic.code && $0.severity == diagnostic.severity
    }
    let index = known ?? groups.count
    if known == nil { groups.append(Group(code: diagnostic.code, severity: diagnostic.severity)) }
    groups[index].count += 1
    return groups[index].count <= alikeMax
  }

  /// One line for each code of which some were left out.
  var lines: [String] {
    groups.filter { $0.count > alikeMax }.map { group in
      let count = DiagnosticSummary.counted(
        group.count - alikeMax, "more \(group.severity.rawValue)")
      return "... and \(count) of [\(group.code.name)]; --format json lists all of them"
    }
  }
}
