import Diagnostics

/// What somebody may write for an operand or the value of an option; completion goes by it.
enum ValueKind: Hashable, Sendable {
  case file, folder
  case address, institution, kind, endpoint, selector, actor, command
  /// The name of a resource of the kind that stands before it.
  case name
  /// Kinds, their fields and diagnostic codes.
  case topic
  /// A guardrail that can be lifted.
  case guardrail
  case choice([String])
  /// Nothing that this program knows.
  case free

  /// What the word that stands for a value in the help says; `help` lists the choices.
  ///
  /// WHY from these: a person reads them, so what completion offers is what the help promises.
  init(word: String, help: String) {
    if let known = Self.words[word] {
      self = known
    } else if Self.choosing.contains(word) {
      let choices = Self.choices(in: help)
      self = choices.isEmpty ? .free : .choice(choices)
    } else if word.allSatisfy({ $0.isLowercase || $0 == "|" || $0 == "-" }) {
      // The word is itself what is written.
      self = .choice(word.split(separator: "|").map(String.init))
    } else {
      self = .free
    }
  }

  private static let words: [String: ValueKind] = [
    "FILE": .file, "PLANFILE": .file, "SIG": .file, "SSHKEY": .file, "PATH": .file,
    "SNAPSHOT": .file, "DIR": .folder, "ADDRESS": .address, "PRINCIPAL": .address, "P": .address,
    "TARGET": .address, "WHAT": .address, "WHO": .address, "I": .institution, "INST": .institution,
    "KIND": .kind, "ENDPOINT": .endpoint, "E": .endpoint, "SELECTOR": .selector,
    "SELECTORS": .selector, "SELECTOR,...": .selector, "ACTOR": .actor, "TOPIC": .topic,
    "NAME[=ADDRESS]": .guardrail, "COMMAND": .command, "URL": .choice(["sqlite:"]),
  ]

  private static let choosing: Set<String> = ["F", "FORMAT", "STEP", "STATE", "SETTING", "SHELL"]

  /// The words of `A, B or C`, without what is put in brackets or behind a semicolon.
  private static func choices(in help: String) -> [String] {
    var isAside = false
    let list = help.prefix { $0 != ";" }.filter { character in
      if character == "(" { isAside = true }
      defer { if character == ")" { isAside = false } }
      return !isAside
    }
    let words = list.split { $0 == "," || $0 == " " }.map(String.init)
    return words.filter {
      !["or", "and", "only", "ones", "of", "format", "diagnostics"].contains($0)
    }
  }
}

extension OptionDeclaration {
  /// What may be written for its value; nil for a switch.
  var values: ValueKind? {
    name == "--endpoint" ? .endpoint : value.map { ValueKind(word: $0, help: help) }
  }
}

extension CommandDeclaration.Operand {
  var values: ValueKind { name == "NAME" ? .name : ValueKind(word: name, help: help) }
}
