import Foundation
import TestSupport
import Testing

/// One page of the documentation: every Markdown file at the root, in `docs` and in `examples`.
struct Page: Sendable, CustomTestStringConvertible {
  /// The path from the root.
  let name: String

  var path: String { RepositoryRoot.path(name) }

  var testDescription: String { name }

  func document() throws -> PageDocument {
    try PageDocument(try String(contentsOfFile: path, encoding: .utf8))
  }

  /// Written by `make docs` from the declarations; its examples are no story that could be told from top to bottom.
  static let commandReference = "docs/commands.md"

  /// The calls of mandate in blocks of shell, without what is piped or redirected.
  func exampleCommands() throws -> [String] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var isShell = false
    return lines(of: text).flatMap { line -> [String] in
      if line.hasPrefix("```") { isShell = line == "```sh" }
      guard isShell else { return [] }
      return line.split(separator: /&&|\||;/).map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { $0.hasPrefix("mandate ") }
        .map { $0.replacing(#/ [<>]+ ?[^ ]+/#, with: "") }
    }
  }

  static let all: [Page] = {
    let root = (try? FileManager.default.contentsOfDirectory(atPath: RepositoryRoot.path)) ?? []
    let deep = ["docs", "examples"].flatMap { folder in
      let below = FileManager.default.enumerator(atPath: RepositoryRoot.path(folder))
      return (below?.compactMap { $0 as? String } ?? []).map { "\(folder)/\($0)" }
    }
    return (root + deep).filter { $0.hasSuffix(".md") }.sorted().map { Page(name: $0) }
  }()
}
