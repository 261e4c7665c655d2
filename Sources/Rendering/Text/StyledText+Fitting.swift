/// Cutting and wrapping to a width, never inside an escape or between a letter and its marks.
extension StyledText {
  /// The text cut to `width` columns, ending in `...` and the number of characters it has.
  ///
  /// A text of several lines has each of them cut.
  package func cut(to width: Int) -> StyledText {
    rebuilt { line in
      let units = Self.units(of: line)
      guard Self.width(of: units) > width else { return [units] }
      let mark = "...(\(units.count))"
      let room = max(0, width - mark.utf8.count)
      var kept = Self.prefix(of: units, width: room)
      let style = kept.last?.style ?? .plain
      let shown = mark.utf8.count <= width ? mark : String(mark.prefix(max(0, width)))
      kept += TerminalText.units(of: shown).map { StyledUnit(unit: $0, style: style) }
      return [kept]
    }
  }

  /// Every line cut to `width` columns, whatever is lost at its end; a last letter becomes `>`.
  func cutLines(to width: Int) -> StyledText {
    rebuilt { line in
      let units = Self.units(of: line)
      guard Self.width(of: units) > width else { return [units] }
      let kept = Self.prefix(of: units, width: max(0, width - 1))
      return [kept + TerminalText.units(of: ">").map { StyledUnit(unit: $0, style: .faint) }]
    }
  }

  /// The text broken at spaces into lines of at most `width` columns; longer words are broken too.
  package func wrapped(to width: Int) -> StyledText {
    rebuilt { line in
      var rest = Self.units(of: line)[...]
      var lines: [[StyledUnit]] = []
      while rest.count > 1, Self.width(of: rest) > width {
        let (taken, remaining) = Self.breakLine(rest, width: max(1, width))
        lines.append(Array(taken))
        rest = remaining
      }
      lines.append(Array(rest))
      return lines
    }
  }

  /// One scalar with how it is shown and its style.
  private struct StyledUnit {
    let unit: TerminalText.Unit
    let style: Style
  }

  private static func units(of line: [Segment]) -> [StyledUnit] {
    line.flatMap { segment in
      TerminalText.units(of: segment.raw).map { StyledUnit(unit: $0, style: segment.style) }
    }
  }

  private static func width(of units: some Sequence<StyledUnit>) -> Int {
    units.reduce(0) { $0 + $1.unit.width }
  }

  /// The longest start of `units` that fits, with all marks on its last letter.
  private static func prefix(of units: [StyledUnit], width: Int) -> [StyledUnit] {
    var used = 0
    let end = units.firstIndex { unit in
      used += unit.unit.width
      return used > width
    }
    return Array(units[..<(end ?? units.count)])
  }

  /// A line's worth of `units`, and what remains after the space at which it was broken.
  private static func breakLine(
    _ units: ArraySlice<StyledUnit>, width: Int
  ) -> (taken: ArraySlice<StyledUnit>, rest: ArraySlice<StyledUnit>) {
    var used = 0
    var space: Int?
    var end = units.startIndex
    while end < units.endIndex {
      let unit = units[end].unit
      if unit.scalar == " ", used <= width, end > units.startIndex { space = end }
      used += unit.width
      if used > width { break }
      end += 1
    }
    if let space { return (units[..<space], units[(space + 1)...]) }
    // WHY at least one: a scalar wider than the line would otherwise never be placed.
    let cut = max(end, units.startIndex + 1)
    return (units[..<cut], units[cut...])
  }

  private func rebuilt(_ fit: ([Segment]) -> [[StyledUnit]]) -> StyledText {
    var result = StyledText()
    for (index, line) in lines.flatMap(fit).enumerated() {
      if index > 0 { result.endLine() }
      for run in Self.runs(of: line) { result.append(run.raw, run.style) }
    }
    return result
  }

  /// Neighbours of the same style as one segment each.
  private static func runs(of units: [StyledUnit]) -> [Segment] {
    var runs: [Segment] = []
    var start = 0
    for index in units.indices
    where index + 1 == units.count || units[index + 1].style != units[start].style {
      var scalars = String.UnicodeScalarView()
      scalars.append(contentsOf: units[start...index].map(\.unit.scalar))
      runs.append(Segment(raw: String(scalars), style: units[start].style))
      start = index + 1
    }
    return runs
  }
}
