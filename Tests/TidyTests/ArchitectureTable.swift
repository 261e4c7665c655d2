/// The table of rooms in `ARCHITECTURE.md`: rows of the form ``| `Room` | … | `A`, `B` |``.
enum ArchitectureTable {
  /// What each row says its room may import: the names in backticks in the last column.
  static func rooms(in document: String) -> [String: Set<String>] {
    var rooms: [String: Set<String>] = [:]
    for line in document.split(separator: "\n") where line.hasPrefix("| `") {
      let columns = line.split(separator: "|")
      guard columns.count >= 3, let first = columns.first, let last = columns.last else { continue }
      let names = quoted(first)
      guard names.count == 1, let name = names.first else { continue }
      rooms[name] = Set(quoted(last))
    }
    return rooms
  }

  private static func quoted(_ column: Substring) -> [String] {
    column.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}
