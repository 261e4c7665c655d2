import Foundation
import TestSupport
import Testing

/// Starts `Runner/workflows.py` on the program that was built together with these tests.
enum WorkflowRunner {
  /// What is run side by side, in about the same time each.
  static let groups = [
    ["github", "--part", "1/2"], ["github", "--part", "2/2"], ["gitlab", "hook", "init", "rules"],
  ]

  /// Scenarios whose faults come to light after one pull request.
  static let quickFaults = ["github.fork", "github.many_comments", "gitlab.guardrail"]

  static func expectSuccess(_ words: [String]) throws {
    let run = try runProcess(
      PythonOracle.interpreter,
      [
        "-B", RepositoryRoot.path("Tests/WorkflowTests/Runner/workflows.py"), "--mandate", mandate,
        "--examples", RepositoryRoot.path("examples"),
      ] + words,
      timeout: .seconds(LongRun.cases(600, long: 3_000)))
    #expect(
      run.ending == .exited(0), "\(run.output.suffix(8_000))\(run.errors.suffix(2_000))")
  }

  /// `MANDATE_BINARY`, else what lies beside the test bundle.
  private static let mandate: String = {
    let named = ProcessInfo.processInfo.environment["MANDATE_BINARY"] ?? ""
    if !named.isEmpty { return named }
    let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return RepositoryRoot.folder(of: bundle ?? "") + "/mandate"
  }()
}
