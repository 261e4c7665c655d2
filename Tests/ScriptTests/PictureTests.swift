import Foundation
import TestSupport
import Testing

/// The picture of the first page is what a terminal shows of a real plan.
@Suite(.enabled(if: PythonOracle.isAvailable(with: "pyte"))) struct PictureTests {
  private static let picture = "docs/images/plan.svg"

  @Test func itIsWhatWouldBeDrawnNow() throws {
    let checked = try runProcess(
      PythonOracle.interpreter,
      [RepositoryRoot.path("scripts/picture"), "--check", "--mandate", Script.mandate])
    #expect(checked.exitCode == 0, "\(checked.errors)")
  }

  @Test func itIsSmallAndLoadsNothing() throws {
    let text = try String(
      contentsOfFile: RepositoryRoot.path(Self.picture), encoding: .utf8)
    #expect(text.utf8.count < 150_000)
    #expect(text.firstMatch(of: /href|<script|<image|url\(/) == nil)
    #expect(text.contains(">WIDENS</text>") && text.contains(">NARROWS</text>"))
  }
}
