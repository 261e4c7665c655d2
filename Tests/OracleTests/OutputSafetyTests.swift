import TestSupport
import Testing

/// Every scalar through every format, read by programs that are not ours.
@Suite struct OutputSafetyTests {
  private static let modules = ["pyte", "markdown_it", "unicodedata2", "yaml"]
  private static let canRead = modules.allSatisfy { PythonOracle.isAvailable(with: $0) }

  @Test(
    .enabled(if: canRead, "readers are missing; run scripts/bootstrap test"),
    .timeLimit(.minutes(120)))
  func noScalarIsUnsafeOrLostInAnyFormat() throws {
    let every = LongRun.isOn ? 1 : 4_999
    try OracleHarness.expectSuccess(
      "output_safety.py", driver: "render-driver", ["--every", "\(every)"])
  }

  @Test(.enabled(if: canRead, "readers are missing; run scripts/bootstrap test"))
  func theReadersFindEveryPlantedFault() throws {
    try OracleHarness.expectSuccess("output_safety.py", driver: "render-driver", ["--self-test"])
  }
}
