import AccessModel
import Diagnostics

/// The words of a command line, sorted out by the declaration of its command.
struct ParsedArguments: Sendable {
  private(set) var operands: [String] = []
  private var values: [String: [String]] = [:]
  private var switches: Set<String> = []

  /// Throws `usage` for an unknown option, a missing value, or a repeated or surplus word.
  init(_ words: [String], of command: CommandDeclaration) throws(CommandFailure) {
    var rest = words[...]
    var onlyOperands = false
    while let word = rest.popFirst() {
      if onlyOperands || word == "-" || !word.hasPrefix("-") {
        operands.append(word)
      } else if word == "--" {
        onlyOperands = true
      } else {
        try take(word, &rest, command)
      }
    }
    if !has("--help") { try checkOperands(of: command) }
  }

  /// Which word, counted from 1, holds a token of mandate; nil when none does.
  ///
  /// Asked before anything is done with any word, so that no message repeats it.
  static func placeOfToken(in words: [String]) -> Int? {
    words.firstIndex { SecretShape.holdsToken(Text($0)) }.map { $0 + 1 }
  }

  /// The last value of an option, or nil.
  func value(_ name: String) -> String? { values[name]?.last }

  /// All values of an option, in order.
  func all(_ name: String) -> [String] { values[name] ?? [] }

  func has(_ name: String) -> Bool { switches.contains(name) || values[name] != nil }

  private mutating func take(
    _ word: String, _ rest: inout ArraySlice<String>, _ command: CommandDeclaration
  ) throws(CommandFailure) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let options = command.allOptions
    guard
      let option = options.first(where: { $0.name == name || $0.short.map { "-\($0)" } == name })
    else {
      let near = nearestName(to: name, among: options.map(\.name))
      throw .usage(
        "`\(command.name)` has no option `\(name)`",
        help: near.map { "did you mean \($0)?" } ?? "run mandate \(command.name) --help")
    }
    guard option.value != nil else {
      guard parts.count == 1 else { throw .usage("\(option.name) takes no value", help: nil) }
      switches.insert(option.name)
      return
    }
    guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
      throw .usage(
        "\(option.name) needs a value", help: "write \(option.name) \(option.value ?? "")")
    }
    if values[option.name] != nil, !option.isRepeatable {
      throw .usage("\(option.name) stands twice", help: "give it once")
    }
    values[option.name, default: []].append(value)
  }

  private func checkOperands(of command: CommandDeclaration) throws(CommandFailure) {
    let least = command.operands.reduce(0) { $0 + $1.count.lowerBound }
    let most = command.operands.reduce(0) { $0 + min($1.count.upperBound, 1_000_000) }
    if operands.count < least {
      let missing = command.operands.first { $0.count.lowerBound > 0 }?.name ?? "an argument"
      throw .usage(
        "`\(command.name)` needs \(missing)", help: "run mandate \(command.name) --help")
    }
    if operands.count > most {
      throw .usage(
        "`\(command.name)` does not take `\(operands[most])`",
        help: "run mandate \(command.name) --help")
    }
  }
}

extension ParsedArguments {
  /// Only what says which project and store somebody means who is still typing.
  init(storeOf words: [String]) {
    let wanted: Set = ["--project", "--store"]
    for (index, word) in words.enumerated() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first.map(String.init), wanted.contains(name) else { continue }
      if parts.count == 2 {
        values[name] = [String(parts[1])]
      } else if index + 2 < words.count {
        values[name] = [words[index + 1]]
      }
    }
  }
}
