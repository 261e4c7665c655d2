import Foundation
import TestSupport
import Testing

/// Schemas and reference documents follow from the descriptions; a stale one is refused here.
struct GeneratedFileTests {
  @Test(arguments: [["schemas", "schema", "--out"], ["docs", "explain", "--docs"]])
  func committedFilesAreWhatTheProgramWrites(words: [String]) throws {
    let folder = words[0]
    let fresh = try TemporaryFolder()
    let result = try runProcess(
      Script.mandate, Array(words.dropFirst()) + [fresh.path])
    try #require(result.exitCode == 0, "\(result.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: fresh.path).sorted()
    #expect(names.count >= 2)
    for name in names {
      let committed = try String(
        contentsOfFile: RepositoryRoot.path("\(folder)/\(name)"), encoding: .utf8)
      let wanted = try fresh.text(of: name)
      #expect(committed == wanted, "\(folder)/\(name) is stale: run make \(folder)")
    }
  }
}
