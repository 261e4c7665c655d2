/// The table of `docs/requirements.md`: rows of the form `| A-01 | what | where | shown by |`.
struct RequirementTable {
  struct Row {
    let number: String
    let place: Substring
    let evidence: Substring
  }

  let rows: [Row]

  init(_ document: String) {
    rows = document.split(separator: "\n").compactMap { line in
      let columns = line.split(separator: "|", omittingEmptySubsequences: false)
      guard columns.count == 6, let number = Self.number(in: columns[1]) else { return nil }
      return Row(number: number, place: columns[3], evidence: columns[4])
    }
  }

  private static func number(in column: Substring) -> String? {
    let word = column.trimming { $0 == " " }
    let parts = word.split(separator: "-")
    guard parts.count == 2, parts[0].count == 1, parts[1].allSatisfy(\.isNumber) else { return nil }
    return String(word)
  }

  /// Every requirement that there is.
  static let numbers: [String] = [("A", 45), ("B", 29), ("C", 16)].flatMap { letter, count in
    (1...count).map { "\(letter)-\($0 < 10 ? "0" : "")\($0)" }
  }

  /// What is wrong with the rows, beside `files`, which are those of the repository by path.
  func problems(beside files: [String: String]) -> [String] {
    let found = rows.map(\.number)
    guard found == Self.numbers else {
      let missing = Self.numbers.filter { !found.contains($0) }
      return ["rows are missing, twice, unknown or out of order; missing: \(missing)"]
    }
    let commands = Self.commands(in: files)
    return rows.flatMap { row in
      (evidenceProblems(row, files) + placeProblems(row, commands, files))
        .map { "\(row.number): \($0)" }
    }
  }

  // MARK: Shown by

  private func evidenceProblems(_ row: Row, _ files: [String: String]) -> [String] {
    let proofs = row.evidence.split(separator: ";").map(Self.quoted)
    return proofs.isEmpty
      ? ["nothing shows it"] : proofs.compactMap { Self.problem(of: $0, files) }
  }

  private static func problem(of proof: [String], _ files: [String: String]) -> String? {
    guard let path = proof.first else { return "no file in backticks" }
    guard let text = files["Tests/\(path)"] else { return "there is no Tests/\(path)" }
    guard path.hasSuffix(".swift") else {
      return proof.count == 1 ? nil : "a script holds no single tests"
    }
    guard proof.count == 2 else { return "name one test of \(path)" }
    let isThere = text.contains("func \(proof[1])(") || text.contains("func `\(proof[1])`(")
    return isThere ? nil : "\(path) has no test \(proof[1])"
  }

  // MARK: Where

  private func placeProblems(
    _ row: Row, _ commands: Set<String>, _ files: [String: String]
  ) -> [String] {
    guard !row.place.trimming({ $0 == " " }).isEmpty else { return ["nothing says where"] }
    return Self.quoted(row.place).compactMap { word in
      if word.hasPrefix("mandate ") {
        return commands.contains(String(word.dropFirst(8))) ? nil : "no command `\(word)`"
      }
      guard word.first?.isUppercase == true, word.contains(".") else { return nil }
      let parts = word.split(separator: ".").map(String.init)
      let fields = files["Sources/AccessModel/Kinds/\(parts[0])Fields.swift"] ?? ""
      return parts.dropFirst().allSatisfy { fields.contains("\"\($0)\"") }
        ? nil : "no field `\(word)`"
    }
  }

  /// The names of commands, as their declarations begin.
  private static func commands(in files: [String: String]) -> Set<String> {
    var names: Set<String> = []
    for (path, text) in files where path.hasPrefix("Sources/MandateCLI/") {
      for name in firstTexts(after: "CommandDeclaration(", in: text) {
        // Decisions of reviewers are declared alike, each by its word.
        guard name.contains(#"\(word)"#) else {
          names.insert(name)
          continue
        }
        for word in firstTexts(after: "= decision(", in: text) {
          names.insert(name.split(separator: #"\(word)"#).joined() + word)
        }
      }
    }
    return names
  }

  /// The texts in quotes that follow a call at once.
  private static func firstTexts(after call: String, in text: String) -> [String] {
    text.split(separator: call, omittingEmptySubsequences: false).dropFirst().compactMap { part in
      let words = part.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
      return words.count == 3 && words[0].allSatisfy(\.isWhitespace) ? String(words[1]) : nil
    }
  }

  private static func quoted(_ column: Substring) -> [String] {
    column.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}

extension Substring {
  fileprivate func trimming(_ isOutside: (Character) -> Bool) -> Substring {
    let start = drop(while: isOutside)
    guard let last = start.lastIndex(where: { !isOutside($0) }) else { return "" }
    return start[...last]
  }
}
