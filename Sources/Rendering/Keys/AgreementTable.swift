package import AccessModel
import Diagnostics
package import Lifecycle

/// The texts in force, for people and machines.
package struct AgreementTable {
  /// One text with the products that need it, and how the actor stands to it.
  package struct Row {
    package let text: AgreementText
    package let products: [KeyRecord.Product]
    /// Nil when nobody is asked about, or the text is not for them.
    package let standing: TextStanding?

    package init(
      _ text: AgreementText, products: [KeyRecord.Product], standing: TextStanding?
    ) {
      self.text = text
      self.products = products
      self.standing = standing
    }
  }

  private let rows: [Row]

  package init(_ rows: [Row]) { self.rows = rows }

  package func rendered() -> StyledText {
    let hasStandings = rows.contains { $0.standing != nil }
    var table = Table(
      [.init("TEXT"), .init("TITLE"), .init("PRODUCTS"), .init("SHA-256")]
        + (hasStandings ? [.init("STATE")] : []))
    for row in rows {
      table.addRow(
        [
          row.text.words, row.text.title.string,
          row.products.map(\.rawValue).joined(separator: ", "),
          row.text.sha256.map { "\($0.string.prefix(12))" } ?? "-",
        ] + (hasStandings ? [row.standing.map(Self.words) ?? "-"] : []))
    }
    return table.rendered()
  }

  static func words(_ standing: TextStanding) -> String {
    guard let accepted = standing.accepted else { return "missing" }
    return "\(standing.state.rawValue), version \(accepted.version) accepted \(accepted.at)"
  }

  package var json: [UInt8] { JSONTree.array(rows.map(Self.json)).prettyBytes }

  private static func json(_ row: Row) -> JSONTree {
    .object([
      .init("name", .string(row.text.name.string)),
      .init("version", .string(row.text.version.string)),
      .init("title", .string(row.text.title.string)),
      .init("products", .array(row.products.map { .string($0.rawValue) })),
      .init("sha256", .optional(row.text.sha256?.string)),
      .init("builtIn", .boolean(row.text.body != nil)),
      .init("state", .optional(row.standing?.state.rawValue)),
      .init("acceptedVersion", .optional(row.standing?.accepted?.version.string)),
      .init("acceptedAt", .optional(row.standing?.accepted?.at.description)),
    ])
  }
}
