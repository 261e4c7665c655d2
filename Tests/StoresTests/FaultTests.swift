import Testing

/// What becomes of an apply when single system calls fail or the process dies at them.
///
/// The full form, with every point, is `scripts/faults`.
@Suite(.serialized, .enabled(if: FaultDriver.mayTrace, "strace may not trace here"))
struct FaultTests {
  let harness: FaultHarness

  init() throws { harness = try FaultHarness() }

  @Test func theHarnessCatchesAWriterThatGoesOnAfterErrors() throws {
    let found = try harness.lies(
      in: "second", command: harness.careless, call: "pwrite64", fault: "error=EIO", every: 6)
    #expect(found.points > 10)
    #expect(!found.lies.isEmpty)
  }

  @Test func theHarnessCatchesAWriterThatSaysAppliedTooEarly() throws {
    let found = try harness.lies(
      in: "second", command: ["apply-early", harness.store, "second"], call: "fdatasync",
      fault: "signal=KILL")
    #expect(found.lies.count > 2)
  }

  @Test(arguments: [
    ("first", "signal=KILL"), ("second", "signal=KILL"), ("first", "error=EIO"),
    ("second", "error=EIO"), ("second", "error=ENOSPC"),
  ])
  func anApplyWithABrokenCallIsWholeAndToldTruly(_ scenario: String, _ fault: String) throws {
    let command = ["apply", harness.store, scenario]
    for (call, step) in [("pwrite64", 6), ("fdatasync", 1), ("unlink", 1)] {
      let found = try harness.lies(
        in: scenario, command: command, call: call, fault: fault, every: step)
      #expect(found.points > 0, "\(call)")
      #expect(found.lies == [], "\(call)")
    }
  }
}
