import Synchronization
import Testing

/// The comments of the issues that `body` records, one text an issue; the test does not fail of them.
///
/// For tests of what tests are written with. A known issue would do, too, but be counted in the
/// summary of every run.
package func recordedIssues(_ body: @Sendable () async throws -> Void) async throws -> [String] {
  let seen = Mutex<[String]>([])
  let catching = IssueHandlingTrait.compactMapIssues { issue in
    let text = issue.comments.map(\.rawValue).joined(separator: "\n")
    seen.withLock { $0.append(text) }
    return nil
  }
  guard let test = Test.current else {
    preconditionFailure("issues are recorded inside a test; this is a bug in mandate")
  }
  try await catching.provideScope(for: test, testCase: Test.Case.current, performing: body)
  return seen.withLock { $0 }
}
