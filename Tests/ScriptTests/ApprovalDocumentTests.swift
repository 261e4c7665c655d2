import Foundation
import TestSupport
import Testing

/// What docs/approvals.md tells people to type is what a script runs, in the same order.
struct ApprovalDocumentTests {
  @Test func everyCommandOfTheDocumentIsRunByItsScript() throws {
    let document = try String(
      contentsOfFile: RepositoryRoot.path("docs/approvals.md"), encoding: .utf8)
    let script = try String(
      contentsOfFile: RepositoryRoot.path(
        "Tests/ScriptTests/Scripts/approvals/as-documented.txtar"), encoding: .utf8)
    let commands = lines(of: document).filter { $0.hasPrefix("$ ") }.map { $0.dropFirst(2) }
    #expect(commands.count >= 10)
    let run = Set(lines(of: script))
    for command in commands { #expect(run.contains(command), "\(command)") }
  }
}
