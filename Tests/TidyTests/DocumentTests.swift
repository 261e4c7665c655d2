import Testing

/// The documents of the repository hold together: links lead somewhere, and nothing is left out.
struct DocumentTests {
  private static let documents = Repository.files.filter { $0.path.hasSuffix(".md") }

  @Test func everyLinkLeadsSomewhere() {
    let links = DocumentLinks(paths: Repository.paths, documents: Self.documents)
    #expect(links.problems == [])
    #expect(Self.documents.count > 20)
  }

  @Test func theIndexNamesEveryDocument() throws {
    let index = try #require(Repository.file("docs/README.md"))
    let links = DocumentLinks(paths: [], documents: [])
    let named = Set(links.targets(in: index).map(\.path))
    let wanted = Self.documents.map(\.path).filter { path in
      path.hasPrefix("docs/") && path != index.path && !path.hasPrefix("docs/commands/")
    }
    #expect(Set(wanted).subtracting(named) == [])
  }

  @Test func theFirstPageIsShort() throws {
    let page = try #require(Repository.file("README.md"))
    #expect(page.textLines.count <= 180)
  }

  // MARK: The check itself

  private static func problems(_ text: String) -> [String] {
    let other = SourceText(path: "docs/b.md", text: "# Title of b\n\n## A `part`, of it\n")
    return DocumentLinks(
      paths: ["docs/a.md", "docs/b.md", "LICENSE", "docs/more/c.md"],
      documents: [SourceText(path: "docs/a.md", text: "# A\n\n## Here\n\n" + text), other]
    ).problems
  }

  @Test(arguments: [
    "[b](b.md)", "[b](b.md#title-of-b)", "[b](b.md#a-part-of-it)", "[l](../LICENSE)", "[m](more)",
    "[h](#here)", "[w](https://x.example/a.md)", "![p](b.md)", "```\n[b](gone.md)\n```",
    "`[b](gone.md)`",
  ])
  func aLinkThatLeadsSomewhereIsTaken(text: String) { #expect(Self.problems(text) == []) }

  @Test(arguments: [
    ("[b](gone.md)", "docs/a.md:5: there is no docs/gone.md"),
    ("[b](../b.md)", "docs/a.md:5: there is no b.md"),
    ("x\n[b](b.md#gone)", "docs/a.md:6: docs/b.md has no heading #gone"),
    ("[h](#there)", "docs/a.md:5: docs/a.md has no heading #there"),
    ("[a](b.md), [b](../../b.md)", "docs/a.md:5: there is no ../b.md"),
  ])
  func aLinkThatLeadsNowhereIsFound(text: String, problem: String) {
    #expect(Self.problems(text) == [problem])
  }
}
