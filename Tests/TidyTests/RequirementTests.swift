import Testing

/// `docs/requirements.md` says of every requirement where it lives and what shows it, and is right.
struct RequirementTests {
  private static let files = Dictionary(
    Repository.files.map { ($0.path, $0.text) }, uniquingKeysWith: { first, _ in first })

  @Test func everyRequirementIsListedOnceWithTestsFieldsAndCommandsThatExist() throws {
    let document = try #require(Self.files["docs/requirements.md"])
    let problems = RequirementTable(document).problems(beside: Self.files)
    #expect(problems == [])
  }

  @Test func thereAreNinetyOfThem() {
    #expect(RequirementTable.numbers.count == 90)
    #expect(Set(RequirementTable.numbers).count == 90)
  }

  // MARK: The check itself

  private static let small: [String: String] = [
    "Tests/LifeTests/LifeTests.swift": "@Test func itLives() {}\n@Test func `It dies`() {}\n",
    "Tests/Scripts/life.txtar": "",
    "Sources/AccessModel/Kinds/KeyFields.swift":
      "Field(\"name\") Field(\"rotation\") Field(\"age\")",
    "Sources/MandateCLI/Commands/Key.swift":
      "static let a = CommandDeclaration(\n    \"key make\", \"x\"",
  ]

  private static func problems(place: String = "rule", evidence: String) -> [String] {
    let rows = RequirementTable.numbers.map { number in
      number == "A-02"
        ? "| A-02 | what | \(place) | \(evidence) |"
        : "| \(number) | what | where | `Scripts/life.txtar` |"
    }
    return RequirementTable(rows.joined(separator: "\n")).problems(beside: small)
  }

  @Test(arguments: [
    ("rule", "`LifeTests/LifeTests.swift` `itLives` ; `Scripts/life.txtar`"),
    ("`Key.name`, `Key.rotation.age`, `mandate key make`", "`LifeTests/LifeTests.swift` `It dies`"),
    ("`items`, of `dedicated` users", "`Scripts/life.txtar`"),
  ])
  func whatExistsIsTaken(place: String, evidence: String) {
    #expect(Self.problems(place: place, evidence: evidence) == [])
  }

  @Test(arguments: [
    ("rule", "", "A-02: no file in backticks"),
    ("rule", "`LifeTests/LifeTests.swift`", "A-02: name one test of LifeTests/LifeTests.swift"),
    (
      "rule", "`LifeTests/LifeTests.swift` `itLeaves`",
      "A-02: LifeTests/LifeTests.swift has no test itLeaves"
    ),
    ("rule", "`Scripts/gone.txtar`", "A-02: there is no Tests/Scripts/gone.txtar"),
    ("`Key.size`", "`Scripts/life.txtar`", "A-02: no field `Key.size`"),
    ("`Lock.name`", "`Scripts/life.txtar`", "A-02: no field `Lock.name`"),
    ("`mandate key lose`", "`Scripts/life.txtar`", "A-02: no command `mandate key lose`"),
    (" ", "`Scripts/life.txtar`", "A-02: nothing says where"),
  ])
  func whatDoesNotExistIsFound(place: String, evidence: String, problem: String) {
    #expect(Self.problems(place: place, evidence: evidence) == [problem])
  }

  @Test func aRowThatIsMissingTwiceOrOutOfOrderIsFound() {
    let rows = RequirementTable.numbers.map { "| \($0) | what | where | `Scripts/life.txtar` |" }
    for wrong in [Array(rows.dropLast()), rows + [rows[0]], rows.reversed()] {
      let table = RequirementTable(wrong.joined(separator: "\n"))
      #expect(table.problems(beside: Self.small).count == 1)
    }
  }
}
