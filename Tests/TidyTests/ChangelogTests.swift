import Testing

/// `CHANGELOG.md` and the version of the program go together, so that a release can be cut from them.
struct ChangelogTests {
  @Test func theChangelogAndTheVersionGoTogether() throws {
    let document = try #require(Repository.file("CHANGELOG.md")).text
    let source = try #require(Repository.file("Sources/AccessModel/Model/ToolVersion.swift")).text
    let version = try #require(source.firstMatch(of: /current = "([^"]*)"/)).1
    #expect(Changelog(document).problems(of: String(version)) == [])
  }

  @Test func theVersionStandsInOnePlace() throws {
    let version = try #require(
      Repository.file("Sources/AccessModel/Model/ToolVersion.swift")?.text
        .firstMatch(of: /current = ("[^"]*")/)
    ).1
    let places = Repository.swiftFiles(under: "Sources").filter { $0.text.contains(version) }
    #expect(places.map(\.path) == ["Sources/AccessModel/Model/ToolVersion.swift"])
  }

  // MARK: The check itself

  private static let released = """
    # Changelog

    ## Unreleased

    ## 0.2.0 - 2026-12-01

    ### Added

    - Two.

    ### Fixed

    - Three.

    ## 0.1.0 - 2026-11-01

    ### Added

    - One.
    """

  @Test(arguments: ["0.2.0", "0.2.1", "0.3.0", "1.0.0"])
  func theNewestVersionAndTheNextAreTaken(version: String) {
    #expect(Changelog(Self.released).problems(of: version) == [])
  }

  @Test func beforeTheFirstReleaseAnyVersionDoes() {
    #expect(Changelog("# C\n\n## Unreleased\n\n- a\n").problems(of: "0.1.0") == [])
  }

  @Test(arguments: ["0.1.0", "0.2.2", "0.4.0", "2.0.0", "0.2", "0.02.0", "v0.2.0", "0.2.0-rc1"])
  func anotherVersionIsFound(version: String) {
    #expect(Changelog(Self.released).problems(of: version).count == 1)
  }

  @Test(arguments: [
    ("## Unreleased\n", "", "the first section is `## Unreleased`"),
    ("## 0.2.0 - 2026-12-01", "## 0.2.0", "line 5: write `## VERSION - YYYY-MM-DD`"),
    ("2026-12-01", "2026-13-01", "line 5: write `## VERSION - YYYY-MM-DD`"),
    ("2026-12-01", "1 December", "line 5: write `## VERSION - YYYY-MM-DD`"),
    ("0.1.0 - 2026-11-01", "0.3.0 - 2026-11-01", "line 15: versions and days go down"),
    ("2026-11-01", "2026-12-02", "line 15: versions and days go down"),
    ("0.1.0 - ", "0.2.0 - ", "line 15: versions and days go down"),
    ("- One.\n", "", "line 15: nothing changed"),
    ("## 0.1.0", "## one", "line 15: `one` is no version"),
  ])
  func aBrokenChangelogIsFound(part: String, broken: String, problem: String) {
    let text = (Self.released + "\n").replacing(part, with: broken, maxReplacements: 1)
    #expect(Changelog(text).problems(of: "0.2.0") == [problem])
  }

  @Test(arguments: ["### Fixed\n\n- Three.\n\n### Added", "### News"])
  func unknownOrDisorderedHeadingsAreFound(headings: String) {
    let text = Self.released.replacing("### Added", with: headings, maxReplacements: 1)
    #expect(Changelog(text).problems(of: "0.2.0").first?.hasPrefix("line 5: headings") ?? false)
  }
}
