/// Rows in aligned columns under a header.
package struct Table: Sendable {
  package struct Column: Sendable {
    package enum Alignment: Sendable {
      case left, right
    }

    /// What happens to cells when the table is wider than the place for it.
    package enum Overflow: Sendable {
      /// They keep their width, so that they can be copied.
      case keep
      case cut
      case wrap
    }

    package let header: String
    package let alignment: Alignment
    package let overflow: Overflow

    package init(
      _ header: String, _ alignment: Alignment = .left, overflow: Overflow = .keep
    ) {
      self.header = header
      self.alignment = alignment
      self.overflow = overflow
    }
  }

  package let columns: [Column]
  package private(set) var rows: [[StyledText]] = []

  private static let gap = 2
  /// Columns are not made narrower than this.
  private static let widthMin = 8

  package init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row with one cell a column.
  package mutating func addRow(_ cells: [StyledText]) {
    precondition(
      cells.count == columns.count,
      "a row with another number of cells than columns; this is a bug in mandate")
    rows.append(cells)
  }

  package mutating func addRow(_ cells: [String]) { addRow(cells.map { StyledText($0) }) }

  /// The table, each row ended by a line break; narrowed to `width` columns where it can be.
  ///
  /// Columns without any header have no header line. The text remembers the table, so that it can be
  /// laid out anew for another place (`StyledText.laidOut`).
  package func rendered(width: Int? = nil) -> StyledText {
    var output = laidOut(columnWidths(fitting: width))
    output.remember(self, width: width)
    return output
  }

  /// The table where a person looks at it, which is never wider than `width`; cut cells say so.
  func onTerminal(width: Int) -> StyledText {
    if total(columnWidths(fitting: nil)) > width, let fewer = withoutEmptyColumns() {
      return fewer.onTerminal(width: width)
    }
    var widths = columnWidths(fitting: width)
    var isCut = false
    var excess = total(widths) - width
    // What is kept to be copied gives way last; the end of a line that is not seen cannot be copied.
    while excess > 0 {
      guard
        let widest = widths.indices.filter({ widths[$0] > Self.widthMin })
          .max(by: { widths[$0] < widths[$1] })
      else { break }
      widths[widest] -= 1
      excess -= 1
      isCut = true
    }
    guard isCut || excess > 0 else { return laidOut(widths) }
    return laidOut(widths, cutsAll: true).cutLines(to: width)
  }

  /// The same without the columns that say nothing in any row; nil when all of them say something.
  private func withoutEmptyColumns() -> Table? {
    let telling = columns.indices.filter { index in
      rows.contains { !$0[index].isEmpty && $0[index].rendered(withColour: false) != "-" }
    }
    guard !rows.isEmpty, !telling.isEmpty, telling.count < columns.count else { return nil }
    var table = Table(telling.map { columns[$0] })
    table.rows = rows.map { row in telling.map { row[$0] } }
    return table
  }

  /// The table where a program or a file takes it: nothing is cut.
  func whole(width: Int?) -> StyledText {
    let rows = self.rows
    var table = Table(columns.map { $0.overflow == .cut ? .init($0.header, $0.alignment) : $0 })
    table.rows = rows
    return table.laidOut(table.columnWidths(fitting: width))
  }

  private func total(_ widths: [Int]) -> Int {
    widths.reduce(Self.gap * (columns.count - 1), +)
  }

  private func laidOut(_ widths: [Int], cutsAll: Bool = false) -> StyledText {
    var output = StyledText()
    if columns.contains(where: { !$0.header.isEmpty }) {
      let headers = columns.map { StyledText($0.header, .strong) }
      append(headers, widths, cutsAll, to: &output)
    }
    for row in rows { append(row, widths, cutsAll, to: &output) }
    return output
  }

  private func columnWidths(fitting width: Int?) -> [Int] {
    var widths = columns.indices.map { index in
      rows.reduce(TerminalText.width(of: columns[index].header)) {
        max($0, $1[index].width)
      }
    }
    guard let width else { return widths }
    var excess = total(widths) - width
    // The widest column that may shrink gives way first, down to the next widest.
    while excess > 0, let widest = widestShrinkable(widths) {
      let others = columns.indices.filter { $0 != widest && canShrink($0) }
      let next = others.map { widths[$0] }.filter { $0 < widths[widest] }.max() ?? 0
      let step = max(1, min(excess, widths[widest] - max(next, Self.widthMin)))
      widths[widest] -= step
      excess -= step
    }
    return widths
  }

  private func canShrink(_ index: Int) -> Bool {
    switch columns[index].overflow {
    case .keep: false
    case .cut, .wrap: true
    }
  }

  private func widestShrinkable(_ widths: [Int]) -> Int? {
    columns.indices.filter { canShrink($0) && widths[$0] > Self.widthMin }
      .max { (widths[$0], $1) < (widths[$1], $0) }
  }

  private func append(
    _ cells: [StyledText], _ widths: [Int], _ cutsAll: Bool, to output: inout StyledText
  ) {
    let fitted = columns.indices.map { index in
      switch columns[index].overflow {
      case .keep: cutsAll ? cells[index].cut(to: widths[index]) : cells[index]
      case .cut: cells[index].cut(to: widths[index])
      case .wrap: cells[index].wrapped(to: widths[index])
      }
    }
    for line in 0..<(fitted.map(\.lines.count).max() ?? 0) {
      appendLine(line, of: fitted, widths, to: &output)
    }
  }

  private func appendLine(
    _ number: Int, of cells: [StyledText], _ widths: [Int], to output: inout StyledText
  ) {
    var missing = 0
    for (index, cell) in cells.enumerated() {
      let segments = number < cell.lines.count ? cell.lines[number] : []
      let width = segments.reduce(0) { $0 + TerminalText.width(of: $1.raw) }
      let padding = max(0, widths[index] - width)
      let isRight = columns[index].alignment == .right
      // WHY late: spaces at the end of a line are noise in files and copies.
      if !segments.isEmpty {
        output.append(String(repeating: " ", count: missing + (isRight ? padding : 0)))
        for segment in segments { output.append(segment.raw, segment.style) }
        missing = isRight ? 0 : padding
      } else {
        missing += widths[index]
      }
      missing += Self.gap
    }
    output.endLine()
  }
}
