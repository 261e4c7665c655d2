import Foundation
import TestSupport
import Testing

/// Runs the Python programs that hold ours against something that shares nothing with it.
enum OracleHarness {
  /// Expects `script` of `Tests/Oracles` to end well; with a driver, on the one that was built.
  static func expectSuccess(
    _ script: String, driver: String? = nil, _ arguments: [String]
  ) throws {
    let named = try driver.map { ["--driver", try path(ofDriver: $0)] } ?? []
    let result = try runProcess(
      PythonOracle.interpreter,
      [RepositoryRoot.path("Tests/Oracles/\(script)")] + named + arguments,
      timeout: .seconds(LongRun.cases(600, long: 14_000)))
    #expect(
      result.ending == .exited(0), "\(result.output.suffix(4_000))\(result.errors.suffix(2_000))")
    // The harness says itself how much it compared, and refuses to have compared too little.
    #expect(!result.output.isEmpty)
  }

  /// Where the build put a driver: beside the test bundle.
  private static func path(ofDriver name: String) throws -> String {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? ""
    let end = bundle.range(of: ".xctest")?.upperBound ?? bundle.endIndex
    let folder = URL(filePath: String(bundle[..<end])).deletingLastPathComponent()
    let path = folder.appending(path: name).path
    return try #require(
      FileManager.default.isExecutableFile(atPath: path) ? path : nil,
      "no \(name) beside the test bundle")
  }
}
