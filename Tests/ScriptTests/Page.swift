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

  static let all: [Page] = {
    let root = (try? FileManager.default.contentsOfDirectory(atPath: RepositoryRoot.path)) ?? []
    let deep = ["docs", "examples"].flatMap { folder in
      let below = FileManager.default.enumerator(atPath: RepositoryRoot.path(folder))
      return (below?.compactMap { $0 as? String } ?? []).map { "\(folder)/\($0)" }
    }
    return (root + deep).filter { $0.hasSuffix(".md") }.sorted().map { Page(name: $0) }
  }()
}
