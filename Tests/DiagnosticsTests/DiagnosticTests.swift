import Diagnostics
import Testing

@Suite struct DiagnosticTests {
  private static let file = SourceFile(path: "b.yaml", bytes: Array("abcdef".utf8))
  private static let earlier = SourceFile(path: "a.yaml", bytes: Array("abcdef".utf8))
  private static let first = DiagnosticCode("first", "", "")
  private static let second = DiagnosticCode("second", "", "")

  private static func at(_ offset: Int, in file: SourceFile = file) -> SourceRange {
    SourceRange(file, offset..<offset)
  }

  @Test func readingOrderIsFileThenPlaceThenCode() {
    let diagnostics: [Diagnostic] = [
      .error(Self.first, "5", at: Self.at(4)),
      .error(Self.second, "4", at: Self.at(1)),
      .warning(Self.first, "3", at: Self.at(1)),
      .error(Self.first, "2", at: Self.at(5, in: Self.earlier)),
      .error(Self.second, "1", at: nil),
    ]
    #expect(diagnostics.sortedForReading().map(\.message) == ["1", "2", "3", "4", "5"])
  }

  @Test func whatIsSaidTwiceOfOnePlaceIsSaidOnce() {
    let diagnostics: [Diagnostic] = [
      .error(Self.first, "same", at: Self.at(1)),
      .error(Self.first, "other", at: Self.at(1)),
      .error(Self.first, "same", at: Self.at(2)),
      .error(Self.first, "same", at: Self.at(2)),
      .error(Self.first, "same", at: Self.at(3)),
    ]
    let sorted = diagnostics.sortedForReading()
    #expect(sorted.map(\.message) == ["same", "other", "same", "same"])
    #expect(sorted.compactMap(\.range?.bytes.lowerBound) == [1, 1, 2, 3])
  }

  @Test func onlyErrorsAreErrors() {
    #expect([Diagnostic.error(Self.first, "m", at: nil)].hasErrors)
    #expect(![Diagnostic.warning(Self.first, "m", at: nil)].hasErrors)
    #expect(![Diagnostic]().hasErrors)
  }

  @Test func helpIsKeptLineByLine() {
    let diagnostic = Diagnostic.error(Self.first, "m", at: nil, help: "one", "two")
    #expect(diagnostic.help == ["one", "two"])
    #expect(diagnostic.severity == .error)
    #expect(diagnostic.code == Self.first)
  }

  @Test func codesAreTheirNames() {
    #expect(DiagnosticCode("a", "x", "y") == DiagnosticCode("a", "z", "z"))
    #expect(DiagnosticCode("a", "x", "y") != DiagnosticCode("b", "x", "y"))
    #expect(Set([DiagnosticCode("a", "x", "y"), DiagnosticCode("a", "z", "z")]).count == 1)
  }
}
