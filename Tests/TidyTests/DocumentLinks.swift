/// The links of Markdown documents to files of the repository.
struct DocumentLinks {
  struct Target: Equatable {
    /// The path from the root; with `..` in front when it leads out of the repository.
    let path: String
    let anchor: String?
    let line: Int
  }

  private let paths: Set<String>
  private let documents: [SourceText]
  private let anchors: [String: Set<String>]

  init(paths: [String], documents: [SourceText]) {
    let folders = paths.flatMap { path in
      path.split(separator: "/").indices.dropFirst().map { end in
        path.split(separator: "/")[..<end].joined(separator: "/")
      }
    }
    self.paths = Set(paths + folders)
    self.documents = documents
    anchors = Dictionary(
      documents.map { ($0.path, Self.anchors(of: $0)) }, uniquingKeysWith: { first, _ in first })
  }

  /// What leads nowhere.
  var problems: [String] {
    documents.flatMap { document in
      targets(in: document).compactMap { target in
        problem(of: target).map { "\(document.path):\(target.line): \($0)" }
      }
    }
  }

  private func problem(of target: Target) -> String? {
    guard paths.contains(target.path) else { return "there is no \(target.path)" }
    guard let anchor = target.anchor, let known = anchors[target.path], !known.contains(anchor)
    else { return nil }
    return "\(target.path) has no heading #\(anchor)"
  }

  /// The links of a document that lead to files, outside of code.
  func targets(in document: SourceText) -> [Target] {
    Self.proseLines(of: document).flatMap { number, text in
      text.replacing(/`[^`]*`/, with: "").matches(of: /\]\(([^)\s]+)\)/).compactMap { match in
        Self.target(String(match.output.1), from: document.path, line: number)
      }
    }
  }

  private static func target(_ link: String, from path: String, line: Int) -> Target? {
    guard !link.contains("://"), !link.hasPrefix("mailto:") else { return nil }
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let anchor = parts.count == 2 ? String(parts[1]) : nil
    guard !parts[0].isEmpty else { return Target(path: path, anchor: anchor, line: line) }
    var steps = path.split(separator: "/").dropLast().map(String.init)
    for step in parts[0].split(separator: "/").map(String.init) {
      if step == "..", let last = steps.last, last != ".." {
        steps.removeLast()
      } else if step != "." {
        steps.append(step)
      }
    }
    return Target(path: steps.joined(separator: "/"), anchor: anchor, line: line)
  }

  /// Headings as anchors: small letters, without marks, spaces as hyphens.
  private static func anchors(of document: SourceText) -> Set<String> {
    let headings = proseLines(of: document).filter { $0.text.hasPrefix("#") }
    return Set(
      headings.map { _, text in
        let title = text.drop { $0 == "#" || $0 == " " }.lowercased()
        return String(
          title.filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }
            .map { $0 == " " ? "-" : $0 })
      })
  }

  /// The lines outside of fenced blocks, with their numbers.
  private static func proseLines(of document: SourceText) -> [(number: Int, text: String)] {
    var isCode = false
    return document.textLines.compactMap { line in
      let isFence = line.text.hasPrefix("```")
      if isFence { isCode.toggle() }
      return isCode || isFence ? nil : (line.number, String(line.text))
    }
  }
}
