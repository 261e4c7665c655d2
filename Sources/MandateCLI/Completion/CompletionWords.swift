import AccessModel
import Diagnostics
import Rendering

/// What a shell may offer for the word under the cursor.
struct Completions: Equatable {
  /// What the shell does with the candidates.
  enum Manner: String {
    case words
    /// Something follows each of them, so that no space is put behind.
    case beginnings
    case files, folders
  }

  struct Candidate: Equatable {
    let word: String
    var help = ""
  }

  var manner = Manner.words
  var candidates: [Candidate] = []

  /// Lines for the scripts: the manner, then a word and its help between tabs.
  ///
  /// WHY a candidate of odd characters is left out: names of the register have none, and a shell is
  /// the last place to find out that one does.
  var lines: String {
    let shown = candidates.filter { $0.word.utf8.allSatisfy(CommandWords.isPlain) }
    return ([manner.rawValue] + shown.map { "\($0.word)\t\($0.help)" }).joined(separator: "\n")
      + "\n"
  }
}

/// Finds out which word is being written, and asks for what may stand there.
struct CompletionWords {
  let commands: [CommandDeclaration]
  let source: CompletionSource

  /// The completions of the last of `words`, which may be empty.
  func completions(of words: [String]) -> Completions {
    guard let current = words.last else { return Completions() }
    let before = Array(words.dropLast().drop { $0 == "help" })
    guard let command = Program.find(before) else { return commandWords(before, current) }
    var result = place(in: command, Array(before.dropFirst(command.words.count)), current)
    result.candidates.removeAll { !$0.word.hasPrefix(current) }
    return result
  }

  /// The next words of all commands that begin so.
  private func commandWords(_ before: [String], _ current: String) -> Completions {
    var found: [Completions.Candidate] = []
    for command in commands where command.words.count > before.count {
      guard command.words.starts(with: before) else { continue }
      let word = command.words[before.count]
      guard word.hasPrefix(current), found.last?.word != word,
        !found.contains(where: { $0.word == word })
      else { continue }
      let isWhole = command.words.count == before.count + 1
      found.append(.init(word: word, help: isWhole ? command.summary : "\(word) ..."))
    }
    return Completions(candidates: found)
  }

  private func place(
    in command: CommandDeclaration, _ before: [String], _ current: String
  ) -> Completions {
    var operands: [String] = []
    var used: Set<String> = []
    var awaited: OptionDeclaration?
    var onlyOperands = false
    for word in before {
      if awaited != nil {
        awaited = nil
      } else if word == "--", !onlyOperands {
        onlyOperands = true
      } else if word.hasPrefix("-"), word.count > 1, !onlyOperands {
        let name = String(word.prefix { $0 != "=" })
        let option = Self.option(name, of: command)
        used.insert(option?.name ?? name)
        if option?.value != nil, !word.contains("=") { awaited = option }
      } else {
        operands.append(word)
      }
    }
    if let values = awaited?.values { return source.completions(of: values, current, operands) }
    if current.hasPrefix("-"), !onlyOperands {
      return options(of: command, used, current, operands)
    }
    return operand(of: command, operands, current)
  }

  private static func option(
    _ name: String, of command: CommandDeclaration
  ) -> OptionDeclaration? {
    command.allOptions.first { $0.name == name || $0.short.map { "-\($0)" } == name }
  }

  /// Options that are not there yet, or the value of one that is written with `=`.
  private func options(
    of command: CommandDeclaration, _ used: Set<String>, _ current: String, _ operands: [String]
  ) -> Completions {
    let parts = current.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard let values = Self.option(String(parts[0]), of: command)?.values else {
        return Completions()
      }
      var result = source.completions(of: values, String(parts[1]), operands)
      result.candidates = result.candidates.map {
        .init(word: "\(parts[0])=\($0.word)", help: $0.help)
      }
      return result
    }
    return Completions(
      candidates: command.allOptions
        .filter { $0.isRepeatable || !used.contains($0.name) }
        .map { .init(word: $0.name, help: $0.help) })
  }

  private func operand(
    of command: CommandDeclaration, _ operands: [String], _ current: String
  ) -> Completions {
    var place = operands.count
    for operand in command.operands {
      if place < operand.count.upperBound {
        return source.completions(of: operand.values, current, operands)
      }
      place -= operand.count.upperBound
    }
    return options(of: command, [], current, operands)
  }
}
