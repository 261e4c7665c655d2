package import AccessModel
package import Diagnostics
import YAMLSyntax

/// Reads canonical resources back, as stores and plan files hold them.
///
/// Through the same reader and the same descriptions as manifests: JSON is YAML, and what a store
/// holds is judged as strictly as what a person writes.
package enum RegisterDecoder {
  /// Rows are read in one go in pages of about so many bytes.
  package static let pageBytesUsual = 4 << 20

  private static let limits = SyntaxLimits(
    depth: 64, fileBytes: 64 << 20, scalarBytes: 64 << 10, nodes: 20_000_000,
    expandedBytes: 256 << 20)

  /// The resources of `rows` in their order; nil when one of them is not canonical.
  ///
  /// `pageBytes` is how much is read in one go.
  ///
  /// - Complexity: linear in the bytes.
  package static func resources(
    of rows: [Text], pageBytes: Int = pageBytesUsual, into diagnostics: inout [Diagnostic]
  ) -> [Resource]? {
    var resources: [Resource] = []
    resources.reserveCapacity(rows.count)
    var start = 0
    while start < rows.count {
      var page: [UInt8] = []
      var end = start
      while end < rows.count, page.count < pageBytes {
        page.append(contentsOf: "---\n".utf8)
        page.append(contentsOf: rows[end].bytes)
        page.append(UInt8(ascii: "\n"))
        end += 1
      }
      guard let read = read(page, into: &diagnostics), read.count == end - start else { return nil }
      resources.append(contentsOf: read)
      start = end
    }
    return resources
  }

  private static func read(_ page: [UInt8], into diagnostics: inout [Diagnostic]) -> [Resource]? {
    let file = SourceFile(path: "<register>", bytes: page)
    guard let tree = parseSyntax(file, limits: limits, into: &diagnostics) else { return nil }
    var decoder = ManifestDecoder(
      tree: tree, defaultInstitution: nil, dayReading: DayReading(), file: 0, hashes: false,
      admitsRecords: true)
    decoder.readDocuments()
    guard !decoder.diagnostics.hasErrors else {
      diagnostics.append(contentsOf: decoder.diagnostics)
      return nil
    }
    return decoder.declarations.map(\.resource)
  }
}
