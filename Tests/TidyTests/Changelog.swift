/// `CHANGELOG.md`: sections of versions, newest first, below the one of what is not released.
struct Changelog {
  struct Section {
    /// `Unreleased` or a version.
    let name: String
    let day: String?
    let line: Int
    fileprivate(set) var headings: [String] = []
    fileprivate(set) var entries = 0
  }

  private(set) var sections: [Section] = []

  private static let headings = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]

  init(_ document: String) {
    for (index, line) in document.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      if line.hasPrefix("## ") {
        let parts = line.dropFirst(3).split(separator: " - ", maxSplits: 1).map(String.init)
        sections.append(
          Section(
            name: parts.first ?? "", day: parts.count == 2 ? parts[1] : nil, line: index + 1))
      } else if line.hasPrefix("### "), !sections.isEmpty {
        sections[sections.count - 1].headings.append(String(line.dropFirst(4)))
      } else if line.hasPrefix("- "), !sections.isEmpty {
        sections[sections.count - 1].entries += 1
      }
    }
  }

  /// What is wrong with the document of a program that calls itself `version`.
  func problems(of version: String) -> [String] {
    guard let first = sections.first, first.name == "Unreleased", first.day == nil else {
      return ["the first section is `## Unreleased`"]
    }
    let released = sections.dropFirst()
    return sections.flatMap(Self.headingProblems) + released.flatMap(Self.sectionProblems)
      + Self.orderProblems(Array(released)) + Self.versionProblems(version, newest: released.first)
  }

  private static func headingProblems(_ section: Section) -> [String] {
    let known = section.headings.filter(Self.headings.contains)
    guard known == Self.headings.filter(known.contains), known == section.headings else {
      return ["line \(section.line): headings are \(Self.headings), each once, in this order"]
    }
    return []
  }

  private static func sectionProblems(_ section: Section) -> [String] {
    var problems: [String] = []
    if SemanticVersion(section.name) == nil {
      problems.append("line \(section.line): `\(section.name)` is no version")
    }
    if section.day.flatMap(Self.isDay) != true {
      problems.append("line \(section.line): write `## VERSION - YYYY-MM-DD`")
    }
    if section.entries == 0 { problems.append("line \(section.line): nothing changed") }
    return problems
  }

  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], let month = Int(parts[1]), let day = Int(parts[2]),
      Int(parts[0]) != nil
    else { return false }
    return (1...12).contains(month) && (1...31).contains(day)
  }

  private static func orderProblems(_ released: [Section]) -> [String] {
    zip(released, released.dropFirst()).compactMap { newer, older in
      guard let above = SemanticVersion(newer.name), let below = SemanticVersion(older.name),
        let newerDay = newer.day, let olderDay = older.day, isDay(newerDay), isDay(olderDay)
      else { return nil }
      return above > below && newerDay >= olderDay
        ? nil : "line \(older.line): versions and days go down"
    }
  }

  private static func versionProblems(_ text: String, newest: Section?) -> [String] {
    guard let version = SemanticVersion(text) else { return ["`\(text)` is no version"] }
    guard let newest = newest.flatMap({ SemanticVersion($0.name) }) else { return [] }
    return version == newest || newest.successors.contains(version)
      ? [] : ["the program says \(text), which is neither the newest version nor the next"]
  }
}

/// Three numbers, without anything before or after them.
struct SemanticVersion: Comparable {
  let numbers: [Int]

  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard parts.count == 3, numbers.map(String.init) == parts.map(String.init) else { return nil }
    self.numbers = numbers
  }

  /// What may come after it.
  var successors: [SemanticVersion] {
    [
      "\(numbers[0]).\(numbers[1]).\(numbers[2] + 1)", "\(numbers[0]).\(numbers[1] + 1).0",
      "\(numbers[0] + 1).0.0",
    ]
    .compactMap(SemanticVersion.init)
  }

  static func < (left: Self, right: Self) -> Bool {
    left.numbers.lexicographicallyPrecedes(right.numbers)
  }
}
