import TestSupport
import Testing

/// Races across processes; `make faults` runs 10 000 of them with the release build.
@Suite struct RevocationRaceTests {
  @Test func nothingIsAllowedAfterARevocationReturned() throws {
    let folder = RepositoryRoot.folder(of: Script.mandate)
    let result = try runProcess(
      "python3",
      [
        RepositoryRoot.path("scripts/revocations"), "--races", "500",
        "--mandate", Script.mandate, "--driver", folder + "/fault-driver",
      ], timeout: .seconds(240))
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    #expect(result.output.hasPrefix("500 races, "), "\(result.output)")
  }
}
