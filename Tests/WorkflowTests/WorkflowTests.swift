import Foundation
import TestSupport
import Testing

/// The workflows of `examples/ci`, their steps taken from the files and run in real git repositories.
///
/// The forges around them are stand-ins in `Runner`: events, tokens with their rights, artefacts,
/// comments. Everything else is real: git, the shell, the program, its stores and signatures.
@Suite struct WorkflowTests {
  @Test(arguments: WorkflowRunner.groups)
  func theWorkflowsHold(group: [String]) throws {
    try WorkflowRunner.expectSuccess(group)
  }

  /// All faults in the long form; else those that are noticed soonest.
  @Test(arguments: LongRun.isOn ? [["github"], ["gitlab"]] : [WorkflowRunner.quickFaults])
  func plantedFaultsAreNoticed(scenarios: [String]) throws {
    try WorkflowRunner.expectSuccess(["--faults"] + scenarios)
  }

  @Test func brokenRulesAreNoticed() throws {
    try WorkflowRunner.expectSuccess(["--faults", "rules"])
  }
}
