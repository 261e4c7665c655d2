/// Commands under what people want to do.
struct CommandGroup {
  let title: String
  let commands: [CommandDeclaration]

  private static let firstWords: [(title: String, words: Set<String>)] = [
    (
      "Daily work",
      [
        "init", "validate", "fmt", "plan", "test", "apply", "approve", "show", "recover",
        "rollback",
        "promote", "adopt", "export", "bulk",
      ]
    ),
    (
      "People and keys",
      [
        "app", "review", "suspend", "resume", "revoke", "agreement", "key", "whoami",
      ]
    ),
    ("Asking who may do what", ["get", "describe", "check", "access"]),
    ("Looking back", ["history", "diff", "audit", "notification"]),
    ("The store", ["store", "owner"]),
  ]

  /// All commands in their groups; what is in none is a tool.
  static func all(of commands: [CommandDeclaration]) -> [CommandGroup] {
    let named = firstWords.reduce(into: Set<String>()) { $0.formUnion($1.words) }
    let groups = firstWords.map { group in
      CommandGroup(
        title: group.title, commands: commands.filter { group.words.contains($0.words[0]) })
    }
    let tools = commands.filter { !named.contains($0.words[0]) }
    return groups + [CommandGroup(title: "Help and tools", commands: tools)]
  }
}
