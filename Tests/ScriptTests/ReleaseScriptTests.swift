import Foundation
import TestSupport
import Testing

/// What `scripts/release` refuses before it builds anything; that it builds is tried by hand, for it takes minutes.
struct ReleaseScriptTests {
  /// A repository that is ready to be released, but for what `spoil` does to it.
  private static func refusal(_ spoil: String) throws -> ProcessResult {
    let folder = try TemporaryFolder()
    let script = try String(
      contentsOfFile: RepositoryRoot.path("scripts/release"), encoding: .utf8)
    try folder.write("scripts/release", script)
    try folder.write(
      "Sources/AccessModel/Model/ToolVersion.swift", "  static let current = \"0.2.0\"\n")
    try folder.write("CHANGELOG.md", "## Unreleased\n\n## 0.2.0 - 2026-12-01\n\n- One.\n")
    // A build that is asked for fails and says so: nothing is built in a test.
    try folder.write("bin/swift", "#!/bin/sh\necho building >&2\nexit 9\n")
    let commands = """
      set -e
      chmod +x bin/swift && PATH=$PWD/bin:$PATH
      git init -q && git add . && git commit -qm one && git tag v0.2.0
      \(spoil)
      bash scripts/release
      """
    let identity = ["NAME": "A", "EMAIL": "a@mail.example"].flatMap { part, value in
      ["AUTHOR", "COMMITTER"].map { ("GIT_\($0)_\(part)", value) }
    }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return try runProcess(
      "sh", ["-c", commands],
      environment: Dictionary(uniqueKeysWithValues: identity).merging([
        "PATH": path, "HOME": folder.path, "GIT_CONFIG_GLOBAL": "/dev/null",
      ]) { first, _ in first }, directory: folder.path)
  }

  @Test(arguments: [
    ("touch new", "the tree has changes that no commit holds"),
    ("echo more >>CHANGELOG.md", "the tree has changes that no commit holds"),
    ("git tag -d v0.2.0 >/dev/null", "the commit has no tag v0.2.0"),
    ("git commit -q --allow-empty -m two", "the commit has no tag v0.2.0"),
    (
      "sed -i 's/^## 0.2.0.*//' CHANGELOG.md; git commit -qam two; git tag -f v0.2.0 >/dev/null",
      "CHANGELOG.md has no section 0.2.0"
    ),
  ])
  func whatIsNotReadyIsRefused(spoil: String, problem: String) throws {
    let result = try Self.refusal(spoil)
    #expect(result.exitCode == 1)
    #expect(result.errors == "release: \(problem)\n")
  }

  @Test func whatIsReadyIsBuilt() throws {
    let result = try Self.refusal("true")
    #expect(result.exitCode == 9)
    #expect(result.errors.contains("building"))
  }
}
