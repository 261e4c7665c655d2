import TestSupport
import Testing

/// Secrets are in their sink and nowhere else; `make faults` looks for 2 000 of them.
@Suite(.serialized) struct SecretHygieneTests {
  private func look(_ issues: Int, _ more: [String] = []) throws -> ProcessResult {
    try runProcess(
      PythonOracle.interpreter,
      [RepositoryRoot.path("scripts/leaks"), "--mandate", Script.mandate, "--issues", "\(issues)"]
        + more, timeout: .seconds(180))
  }

  @Test func noSecretIsAnywhereButInItsSink() throws {
    let found = try look(40)
    #expect(found.exitCode == 0, "\(found.errors)")
    #expect(found.output.contains("40 secrets, 0 leaks"), "\(found.output)")
  }

  @Test func plantedSecretsAreFoundWhereverTheyLie() throws {
    let places = ["output", "store", "plan", "process", "environment", "core"]
    let found = try look(2, places.flatMap { ["--plant", $0] })
    #expect(found.exitCode == 1)
    for place in places {
      #expect(found.output.contains("LEAK \(place): mdt_sandbox_"), "\(found.output)")
    }
  }
}
