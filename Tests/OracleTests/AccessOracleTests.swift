import Foundation
import TestSupport
import Testing

/// Effective access against implementations that share nothing with it: docs/differences.md.
///
/// One after another: each starts two programs of its own, and the machine has few cores.
@Suite(.serialized) struct AccessOracleTests {
  @Test(
    .enabled(if: PythonOracle.isAvailable(), "there is no Python; run scripts/bootstrap test"),
    .timeLimit(.minutes(240)))
  func randomEstatesAgreeWithTheOracle() throws {
    let count = LongRun.cases(5_000, long: 100_000)
    try expectAgreement("compare_access.py", ["--random", "\(count)", "--seed", "1"])
  }

  @Test(
    .enabled(if: PythonOracle.isAvailable(), "there is no Python; run scripts/bootstrap test"),
    .timeLimit(.minutes(240)))
  func theSmallWorldAgreesWithTheOracle() throws {
    let sample = LongRun.isOn ? [] : ["--sample", "2000"]
    try expectAgreement("compare_access.py", ["--small-world"] + sample)
  }

  @Test(
    .enabled(
      if: PythonOracle.isAvailable(with: "cedarpy"),
      "Python has no cedarpy; run scripts/bootstrap test"
    ), .timeLimit(.minutes(240)))
  func decisionsAgreeWithCedarInRandomEstates() throws {
    let count = LongRun.cases(2_000, long: 100_000)
    try expectAgreement("cedar_twin.py", ["--decisions", "\(count)", "--seed", "1"])
  }

  @Test(.enabled(if: PythonOracle.isAvailable(), "there is no Python; run scripts/bootstrap test"))
  func theOracleHoldsItsOwnLaws() throws {
    try expectSuccess("access_checks.py", [])
  }

  @Test(
    .enabled(
      if: LongRun.isOn && PythonOracle.isAvailable(), "long: the comparison is fooled on purpose"),
    .timeLimit(.minutes(240)))
  func theOracleComparisonSeesEveryPlantedFault() throws {
    try expectSuccess("compare_access.py", ["--self-test"])
    try expectSuccess("cedar_twin.py", ["--self-test"])
  }

  // MARK: Running

  private func expectAgreement(_ script: String, _ arguments: [String]) throws {
    try expectSuccess(script, ["--driver", try driver] + arguments)
  }

  private func expectSuccess(_ script: String, _ arguments: [String]) throws {
    let result = try runProcess(
      PythonOracle.interpreter, [RepositoryRoot.path("Tests/Oracles/\(script)")] + arguments,
      timeout: .seconds(LongRun.cases(600, long: 14_000)))
    #expect(
      result.ending == .exited(0), "\(result.output.suffix(4_000))\(result.errors.suffix(2_000))")
    // The harness says itself how much it compared, and refuses to have compared too little.
    #expect(!result.output.isEmpty)
  }

  /// Where the build put the driver: beside the test bundle.
  private var driver: String {
    get throws {
      let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? ""
      let end = bundle.range(of: ".xctest")?.upperBound ?? bundle.endIndex
      let folder = URL(filePath: String(bundle[..<end])).deletingLastPathComponent()
      let path = folder.appending(path: "access-driver").path
      return try #require(
        FileManager.default.isExecutableFile(atPath: path) ? path : nil,
        "no access-driver beside the test bundle")
    }
  }
}
