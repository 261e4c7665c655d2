/// The dependency lists of `Package.swift`, read from its text.
///
/// Reading the text is quicker than asking the package manager, and sees what a person sees.
enum PackageManifest {
  /// The imports that the manifest declares for each room in `Sources`.
  static func rooms(in manifest: String) -> [String: Set<String>] {
    var rooms: [String: Set<String>] = [:]
    for call in ["room(", ".executableTarget("] {
      for arguments in callArguments(of: call, in: manifest) {
        let strings = literals(in: arguments)
        guard let name = strings.first else { continue }
        let list = arguments.drop { $0 != "[" }.dropFirst().prefix { $0 != "]" }
        rooms[name] = Set(literals(in: list))
      }
    }
    return rooms
  }

  /// What stands between the parentheses of each call of `name`.
  private static func callArguments(of name: String, in text: String) -> [Substring] {
    var found: [Substring] = []
    var rest = text[...]
    while let range = rest.firstRange(of: name) {
      rest = rest[range.upperBound...]
      var depth = 1
      let arguments = rest.prefix { character in
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        return depth > 0
      }
      found.append(arguments)
    }
    return found
  }

  private static func literals(in text: Substring) -> [String] {
    text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}
