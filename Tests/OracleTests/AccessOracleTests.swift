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
    try OracleHarness.expectSuccess(
      "compare_access.py", driver: "access-driver", ["--random", "\(count)", "--seed", "1"])
  }

  @Test(
    .enabled(if: PythonOracle.isAvailable(), "there is no Python; run scripts/bootstrap test"),
    .timeLimit(.minutes(240)))
  func theSmallWorldAgreesWithTheOracle() throws {
    let sample = LongRun.isOn ? [] : ["--sample", "2000"]
    try OracleHarness.expectSuccess(
      "compare_access.py", driver: "access-driver", ["--small-world"] + sample)
  }

  @Test(
    .enabled(
      if: PythonOracle.isAvailable(with: "cedarpy"),
      "Python has no cedarpy; run scripts/bootstrap test"
    ), .timeLimit(.minutes(240)))
  func decisionsAgreeWithCedarInRandomEstates() throws {
    let count = LongRun.cases(2_000, long: 100_000)
    try OracleHarness.expectSuccess(
      "cedar_twin.py", driver: "access-driver", ["--decisions", "\(count)", "--seed", "1"])
  }

  @Test(.enabled(if: PythonOracle.isAvailable(), "there is no Python; run scripts/bootstrap test"))
  func theOracleHoldsItsOwnLaws() throws {
    try OracleHarness.expectSuccess("access_checks.py", [])
  }

  @Test(
    .enabled(
      if: LongRun.isOn && PythonOracle.isAvailable(), "long: the comparison is fooled on purpose"),
    .timeLimit(.minutes(240)))
  func theOracleComparisonSeesEveryPlantedFault() throws {
    try OracleHarness.expectSuccess("compare_access.py", ["--self-test"])
    try OracleHarness.expectSuccess("cedar_twin.py", ["--self-test"])
  }
}
