import Foundation
import TestSupport
import Testing

/// The scripts in the folder `Scripts`, each of which shows one behaviour of the real program.
@Suite struct ScriptTests {
  @Test(arguments: Script.all) func theScriptHolds(script: Script) throws {
    let archive = ScriptRunnerArchive(try String(contentsOfFile: script.path, encoding: .utf8))
    var runner = try ScriptRunner(archive, mandate: Script.mandate)
    do throws(ScriptRunnerProblem) {
      try runner.run()
      #expect(!runner.hasNewFiles || Golden.isWriting)
    } catch {
      let place = SourceLocation(
        fileID: "ScriptTests/" + script.name, filePath: script.path, line: error.line, column: 1)
      Issue.record("\(error.message)\n\(runner.transcript)", sourceLocation: place)
    }
    if runner.hasNewFiles {
      try runner.text.write(toFile: script.path, atomically: true, encoding: .utf8)
    }
  }
}

/// One script file.
struct Script: Sendable, CustomTestStringConvertible {
  /// Its name in the folder, with the ending.
  let name: String

  private static let folder = RepositoryRoot.folder(of: #filePath) + "/Scripts"

  var path: String { Self.folder + "/" + name }

  var testDescription: String { name }

  /// All scripts, sorted by name; folders inside the folder are looked into.
  ///
  /// `MANDATE_SCRIPTS=plan/` runs only those with `plan/` in their names.
  static let all: [Script] = {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let wanted = ProcessInfo.processInfo.environment["MANDATE_SCRIPTS"] ?? ""
    return names.filter { $0.hasSuffix(".txtar") && (wanted.isEmpty || $0.contains(wanted)) }
      .sorted().map { Script(name: $0) }
  }()

  /// The program built together with these tests, which lies beside the test bundle, unless
  /// `MANDATE_BINARY` names another, such as the release build.
  static let mandate: String = {
    let named = ProcessInfo.processInfo.environment["MANDATE_BINARY"] ?? ""
    if !named.isEmpty { return named }
    let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return RepositoryRoot.folder(of: bundle ?? "") + "/mandate"
  }()
}
