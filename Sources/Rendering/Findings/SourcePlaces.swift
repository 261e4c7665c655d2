import Diagnostics

/// Turns byte ranges into lines and columns, reading each file once for all of its diagnostics.
struct SourcePlaces {
  /// Where a range begins and ends; the end is the position after its last character.
  struct Place {
    let start: SourceFile.Position
    let end: SourceFile.Position
  }

  private var indexes: [ObjectIdentifier: LineIndex] = [:]

  mutating func index(of file: SourceFile) -> LineIndex {
    let key = ObjectIdentifier(file)
    if let known = indexes[key] { return known }
    let index = LineIndex(file)
    indexes[key] = index
    return index
  }

  mutating func place(of range: SourceRange) -> Place {
    let index = index(of: range.file)
    return Place(
      start: index.position(of: range.bytes.lowerBound),
      end: index.position(of: range.bytes.upperBound))
  }
}
