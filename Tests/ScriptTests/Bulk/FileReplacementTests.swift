import Foundation
import Synchronization
import TestSupport
import Testing

@testable import MandateCLI

/// Several files are written, or none; whatever a disk or somebody else does meanwhile.
@Suite struct FileReplacementTests {
  private let folder: TemporaryFolder
  private let names = ["a.yaml", "b.yaml", "c.yaml"]

  init() throws {
    folder = try TemporaryFolder()
    for name in names { try folder.write(name, "old \(name)\n") }
  }

  private var changes: [FileReplacement.Change] {
    names.map { name in
      (folder.path(name), Array("old \(name)\n".utf8), Array("new \(name)\n".utf8))
    }
  }

  /// What the folder holds, hidden files included.
  private func contents() throws -> [String: String] {
    let found = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try Dictionary(uniqueKeysWithValues: found.map { ($0, try folder.text(of: $0)) })
  }

  private func all(_ word: String) -> [String: String] {
    Dictionary(uniqueKeysWithValues: names.map { ($0, "\(word) \($0)\n") })
  }

  /// Runs the replacement and returns why it failed.
  private func failure(
    _ changes: [FileReplacement.Change], renamingBy rename: @escaping (String, String) -> Bool
  ) -> (message: String, help: String?)? {
    do throws(CommandFailure) {
      try FileReplacement(renamingBy: rename).replace(changes)
    } catch {
      guard case .request(let message, let help) = error else { return nil }
      return (message, help)
    }
    return nil
  }

  private static func move(_ old: String, _ new: String) -> Bool { rename(old, new) == 0 }

  @Test func allFilesAreReplacedAndKeepTheirModes() throws {
    #expect(chmod(folder.path("b.yaml"), 0o640) == 0)
    try FileReplacement().replace(changes)
    #expect(try contents() == all("new"))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("b.yaml"))
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }

  @Test func aRenameThatFailsPutsBackTheEarlierOnes() throws {
    for failing in names {
      var seen: [String] = []
      let failure = failure(changes) { old, new in
        if new.hasSuffix(failing), old.hasSuffix(".new") {
          errno = EACCES
          return false
        }
        seen.append(new)
        return Self.move(old, new)
      }
      #expect(
        failure?.message
          == "`\(folder.path(failing))` cannot be written: permission denied; "
          + "all files are as they were")
      #expect(try contents() == all("old"))
      let isLast = failing == names.last
      #expect(!isLast || seen.count == 4, "two go in and two come back")
    }
  }

  @Test func whatCannotBePutBackIsNamedAndItsOldTextIsKept() throws {
    let failure = failure(changes) { old, new in
      let isFailing = new.hasSuffix("c.yaml") || new.hasSuffix("a.yaml") && old.hasSuffix(".old")
      if isFailing { errno = ENOSPC }
      return !isFailing && Self.move(old, new)
    }
    let kept = ".a.yaml.\(getpid()).old"
    #expect(
      failure?.message
        == "`\(folder.path("c.yaml"))` cannot be written: no space left on device; these are "
        + "written and cannot be put back: `\(folder.path("a.yaml"))`")
    #expect(
      failure?.help
        == "put back what they were:  mv '\(folder.path(kept))' '\(folder.path("a.yaml"))'")
    var wanted = all("old")
    wanted["a.yaml"] = "new a.yaml\n"
    wanted[kept] = "old a.yaml\n"
    #expect(try contents() == wanted)
  }

  @Test func aFileThatChangedSinceItWasReadStopsAllOfThem() throws {
    try folder.write("b.yaml", "somebody's b.yaml\n")
    let failure = failure(changes, renamingBy: Self.move)
    #expect(
      failure?.message
        == "`\(folder.path("b.yaml"))` has changed since it was read; nothing was written")
    var wanted = all("old")
    wanted["b.yaml"] = "somebody's b.yaml\n"
    #expect(try contents() == wanted)
  }

  @Test func aFileThatIsGoneOrInTheWayStopsAllOfThem() throws {
    try FileManager.default.removeItem(atPath: folder.path("c.yaml"))
    #expect(failure(changes, renamingBy: Self.move) != nil)
    #expect(try contents().keys.sorted() == ["a.yaml", "b.yaml"])
    try folder.write("c.yaml", "old c.yaml\n")
    try folder.write(".b.yaml.\(getpid()).new", "left over")
    let failure = failure(changes, renamingBy: Self.move)
    #expect(failure?.message.hasSuffix("file exists; all files are as they were") == true)
    #expect(try contents()["a.yaml"] == "old a.yaml\n")
  }
}
