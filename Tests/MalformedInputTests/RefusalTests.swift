import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Manifests

/// The real program over the cases, beside a store that holds the sound tree.
@Suite struct RefusalTests {
  /// Every error case is applied; every tenth is validated and planned too, for the time it takes.
  private static let refused = Corpus.cases.filter(\.isRefused)
  private static let sample = refused.enumerated().filter { $0.offset % 10 == 0 }.map(\.element)

  @Test func theSoundTreeIsAppliedToTheStore() throws {
    #expect(try AppliedStore.files.get().keys.sorted() == ["store.db"])
  }

  @Test(arguments: refused) func applyIsRefusedAndTheStoreKeepsItsBytes(
    _ malformed: MalformedCase
  ) throws {
    let tree = try AppliedStore.tree(of: malformed)
    // In prod apply goes by the clock; no case of prod depends on the day but for its warnings.
    let result = try Mandate.run(["apply", "--auto-approve", "--as", "staff:ida"], tree, at: nil)
    #expect(
      result.ending == .exited(malformed.exitOfPlans), "\(result.errors)",
      sourceLocation: malformed.sourceLocation)
    let isKept = try AppliedStore.contents(of: tree) == AppliedStore.files.get()
    #expect(isKept, "apply changed the store", sourceLocation: malformed.sourceLocation)
  }

  @Test(arguments: sample) func validateAndPlanSayNoAndTheStoreKeepsItsBytes(
    _ malformed: MalformedCase
  ) throws {
    let tree = try AppliedStore.tree(of: malformed)
    let validated = try Mandate.run(["validate"], tree)
    #expect(validated.ending == .exited(1), sourceLocation: malformed.sourceLocation)
    for diagnostic in malformed.expected {
      let isSaid = validated.output.contains("[\(diagnostic.code)]")
      let isSaidAside = validated.errors.contains("[\(diagnostic.code)]")
      #expect(
        isSaid || isSaidAside, "validate does not print \(diagnostic.code)",
        sourceLocation: malformed.sourceLocation)
    }
    let planned = try Mandate.run(["plan", "--as", "staff:ida"], tree)
    #expect(
      planned.ending == .exited(malformed.exitOfPlans), sourceLocation: malformed.sourceLocation)
    let isKept = try AppliedStore.contents(of: tree) == AppliedStore.files.get()
    #expect(isKept, "plan changed the store", sourceLocation: malformed.sourceLocation)
  }
}

extension MalformedCase {
  /// How plan and apply end: what only a key policy refuses is not wrong, but in the store of
  /// another environment.
  fileprivate var exitOfPlans: Int32 {
    let isElsewhere = steps.contains { step in
      if case .file("mandate.yaml", _) = step { true } else { false }
    }
    if isElsewhere { return 1 }
    let errors = expected.filter { $0.severity == .error }.map(\.code)
    return errors.allSatisfy(DiagnosticCode.policyRules.map(\.name).contains) ? 3 : 1
  }
}

/// The program that was built together with these tests.
private enum Mandate {
  static let path: String = {
    let named = ProcessInfo.processInfo.environment["MANDATE_BINARY"] ?? ""
    if !named.isEmpty { return named }
    let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return RepositoryRoot.folder(of: bundle ?? "") + "/mandate"
  }()

  /// Runs a command at the instant `at`, or by the clock.
  static func run(
    _ words: [String], _ tree: CaseTree, at: String? = MalformedInputTests.now
  ) throws -> ProcessResult {
    let time = at.map { ["--at", $0] } ?? []
    return try runProcess(
      path, words + ["--project", tree.project] + time,
      environment: ["TZ": "UTC", "LANG": "C.UTF-8"], directory: tree.folder)
  }
}

/// The store that the sound tree was applied to, made once and copied for each case.
private enum AppliedStore {
  static let files = Result {
    let tree = try CaseTree()
    let result = try Mandate.run(["apply", "--auto-approve", "--as", "staff:ida"], tree)
    guard result.ending == .exited(0) else {
      throw MalformedCaseReader.Fault(description: "the sound tree is refused: \(result.errors)")
    }
    return try contents(of: tree)
  }

  /// The tree of a case with a copy of the store where its project says.
  static func tree(of malformed: MalformedCase) throws -> CaseTree {
    let steps = try files.get().map { TreeStep.file(".mandate/" + $0.key, $0.value) }
    return try CaseTree(steps + malformed.steps)
  }

  /// Every file beside the store, journals included, by its name.
  static func contents(of tree: CaseTree) throws -> [String: [UInt8]] {
    let folder = tree.path(".mandate")
    var contents: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      contents[name] = [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + name)))
    }
    return contents
  }
}
