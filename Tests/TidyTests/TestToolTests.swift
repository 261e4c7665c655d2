import TestSupport
import Testing

@Suite struct TestToolTests {
  @Test func theRootHoldsThePackageManifest() throws {
    let result = try runProcess("test", ["-f", RepositoryRoot.path("Package.swift")])
    #expect(result.exitCode == 0)
  }

  @Test func aTemporaryFolderGoesWithItsContents() throws {
    var folder: TemporaryFolder? = try TemporaryFolder()
    let path = try #require(folder?.path)
    try folder?.write("a/b.txt", "text")
    #expect(try folder?.text(of: "a/b.txt") == "text")
    #expect(try runProcess("test", ["-d", path]).exitCode == 0)
    folder = nil
    #expect(try runProcess("test", ["-e", path]).exitCode == 1)
  }

  @Test func aGoldenFileIsComparedAndOnlyWrittenWhenAsked() throws {
    let folder = try TemporaryFolder()
    let file = folder.path("suite/case.txt")
    let missing = try Golden.compare("one\n", with: file, isWriting: false)
    #expect(missing?.hasPrefix("no golden file") == true)
    #expect(!folder.exists("suite/case.txt"))
    #expect(try Golden.compare("one\n", with: file, isWriting: true) == nil)
    #expect(try Golden.compare("one\n", with: file, isWriting: false) == nil)
    let different = try Golden.compare("two\n", with: file, isWriting: false)
    #expect(different?.contains("\n- one\n+ two\n") == true)
    #expect(try folder.text(of: "suite/case.txt") == "one\n")
  }

  @Test func aDiffShowsWhatIsMissingAndWhatIsNew() {
    let diff = LineDiff(wanted: "a\nb\nc\nd\ne\nf\ng", actual: "a\nb\nc\nd\nE\nf\ng\nh")
    #expect(diff.description == "…\n  c\n  d\n- e\n+ E\n  f\n  g\n+ h")
    #expect(LineDiff(wanted: "a\nb", actual: "a\nb").isEmpty)
    #expect(!LineDiff(wanted: "é", actual: "e\u{301}").isEmpty)
    #expect(!LineDiff(wanted: "a\r\n", actual: "a\n").isEmpty)
  }

  @Test func linesEndAtLineFeedsOnly() {
    #expect(lines(of: "a\r\nb\n") == ["a\r", "b", ""])
    #expect(lines(of: "") == [""])
  }

  @Test func aSeedRepeatsItsNumbers() {
    var random = SeededRandom(seed: 1_234_567)
    // Source: the first outputs for this seed in the public test vectors of SplitMix64.
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
  }

  @Test func seedsFollowFromTheNameOfTheProperty() {
    let seeds = SeededRandom.seeds(of: "order", cases: 3)
    #expect(seeds == SeededRandom.seeds(of: "order", cases: 3))
    #expect(Set(seeds + SeededRandom.seeds(of: "digest", cases: 3)).count == 6)
  }

  @Test func anIssueNamesTheSeedThatShowsIt() async throws {
    let issues = try await recordedIssues {
      try await forEachSeed(of: "known", cases: 2) { random in
        Issue.record("with \(random.seed)")
      }
    }
    let expected = SeededRandom.seeds(of: "known", cases: 2).map { seed in
      "with \(seed)\nrepeat with MANDATE_SEED=0x" + String(seed, radix: 16)
    }
    #expect(issues == expected)
  }
}
