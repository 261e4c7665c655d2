import Foundation
import TestSupport
import Testing

/// Schemas and reference documents follow from the descriptions; a stale one is refused here.
struct GeneratedFileTests {
  @Test(arguments: [
    ["schemas", "schema", "--out"], ["docs", "explain", "--docs"], ["man", "explain", "--man"],
  ])
  func committedFilesAreWhatTheProgramWrites(words: [String]) throws {
    let folder = words[0]
    let fresh = try TemporaryFolder()
    let result = try runProcess(
      Script.mandate, Array(words.dropFirst()) + [fresh.path])
    try #require(result.exitCode == 0, "\(result.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: fresh.path).sorted()
    #expect(names.count >= 2)
    if folder == "man" {
      let kept = try FileManager.default.contentsOfDirectory(atPath: RepositoryRoot.path(folder))
      #expect(kept.sorted() == names, "a page of no command: run make docs")
    }
    for name in names {
      let committed = try String(
        contentsOfFile: RepositoryRoot.path("\(folder)/\(name)"), encoding: .utf8)
      let wanted = try fresh.text(of: name)
      #expect(
        committed == wanted,
        "\(folder)/\(name) is stale: run make \(folder == "man" ? "docs" : folder)")
    }
  }

  /// Asks the system's own manual reader, which names what it does not understand.
  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/man")))
  func everyManualPageIsReadWithoutAWarning() throws {
    let folder = RepositoryRoot.path("man")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let result = try runProcess("man", ["--warnings", "-l", "\(folder)/\(name)"])
      #expect(result.exitCode == 0 && result.errors.isEmpty, "\(name): \(result.errors)")
      #expect(result.output.contains("NAME") && result.output.contains("SEE ALSO"), "\(name)")
    }
  }
}
