import TestSupport
import Testing

/// Keys against a model of them that shares nothing with ours: docs/differences.md.
@Suite(.serialized) struct KeyOracleTests {
  @Test(
    .enabled(if: PythonOracle.isAvailable(), "there is no Python; run scripts/bootstrap test"),
    .timeLimit(.minutes(240)))
  func randomSequencesOverKeysAgreeWithTheModel() throws {
    let count = LongRun.cases(10_000, long: 1_000_000)
    try OracleHarness.expectSuccess(
      "compare_keys.py", driver: "key-driver", ["--random", "\(count)", "--seed", "1"])
  }

  @Test(
    .enabled(
      if: LongRun.isOn && PythonOracle.isAvailable(), "long: the comparison is fooled on purpose"),
    .timeLimit(.minutes(60)))
  func theKeyComparisonSeesEveryPlantedFault() throws {
    try OracleHarness.expectSuccess("compare_keys.py", ["--self-test"])
  }
}
