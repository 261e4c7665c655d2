/// Finds imports that go through a wall.
enum ImportRule {
  static func violations(in source: SourceText) -> [Violation] {
    guard let name = ImportTable.roomName(of: source.path) else { return [] }
    guard let room = ImportTable.room(named: name) else {
      return [Violation(source, "room `\(name)` is not in the import table; add it there")]
    }
    return imports(of: source).compactMap { found in
      let reason = objection(to: found.module, in: source.path, room: room)
      return reason.map { Violation(source, line: found.line, $0) }
    }
  }

  /// Finds doors to C that are opened by more than one file of a room: the second file of each.
  static func doorsOpenedTwice(in sources: [SourceText]) -> [Violation] {
    var firstFiles: [String: String] = [:]
    return sources.flatMap { source in
      imports(of: source).filter { ImportTable.doors.contains($0.module) }.compactMap { found in
        let opening = "\(ImportTable.roomName(of: source.path) ?? "") \(found.module)"
        guard let first = firstFiles.updateValue(source.path, forKey: opening) else { return nil }
        return Violation(
          source, line: found.line,
          "`\(found.module)` is imported by \(first) already; one file of a room touches C")
      }
    }
  }

  /// The modules that a file imports, `import struct Module.Type` included.
  static func imports(of source: SourceText) -> [(line: Int, module: String)] {
    source.codeLines.compactMap { line in
      let words = line.text.split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), keyword + 1 < words.count,
        words[..<keyword].allSatisfy({ $0.hasPrefix("@") || modifiers.contains(String($0)) })
      else { return nil }
      guard let path = words.last?.split(separator: ".").first else { return nil }
      return (line.number, String(path))
    }
  }

  private static let modifiers: Set<String> = [
    "package", "internal", "private", "fileprivate", "public",
  ]

  private static func objection(
    to module: String, in path: String, room: ImportTable.Room
  ) -> String? {
    if module == "Foundation" || module == "FoundationEssentials" {
      guard !ImportTable.foundationFiles.contains(path) else { return nil }
      return "`\(module)` stays out of Sources; use Glibc behind a small function of our own"
    }
    if module == ImportTable.standardLibrary { return nil }
    if room.imports.contains(module) || room.system.contains(module) { return nil }
    let allowed = room.imports.union(room.system).sorted().joined(separator: ", ")
    return "`\(room.name)` may not import `\(module)`; it may import: "
      + (allowed.isEmpty ? "nothing" : allowed)
  }
}
