import Foundation
import TestSupport
import Testing

/// `fmt` against two readers of YAML that share nothing with ours: Tests/Oracles/layout_oracle.py.
@Suite struct LayoutOracleTests {
  private static let hasReaders = PythonOracle.isAvailable(with: "yaml", "ruamel.yaml")

  private static let mandate: String = {
    let named = ProcessInfo.processInfo.environment["MANDATE_BINARY"] ?? ""
    if !named.isEmpty { return named }
    let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return RepositoryRoot.folder(of: bundle ?? "") + "/mandate"
  }()

  @Test(
    .enabled(if: hasReaders, "Python lacks yaml or ruamel.yaml; run scripts/bootstrap test"),
    .timeLimit(.minutes(30)))
  func filesInEveryStyleSayTheSameAfterwardsWithEveryCommentInItsPlace() throws {
    let count = LongRun.cases(300, long: 10_000)
    try OracleHarness.expectSuccess(
      "layout_oracle.py", ["--mandate", Self.mandate, "--count", "\(count)", "--seed", "1"])
  }

  @Test(
    .enabled(if: hasReaders, "Python lacks yaml or ruamel.yaml; run scripts/bootstrap test"),
    .timeLimit(.minutes(30)))
  func theComparisonSeesEveryPlantedFault() throws {
    try OracleHarness.expectSuccess(
      "layout_oracle.py", ["--mandate", Self.mandate, "--count", "200", "--seed", "7", "--faults"])
  }
}
