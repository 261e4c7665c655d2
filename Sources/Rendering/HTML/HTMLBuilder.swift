/// Writes HTML that is well-formed and escaped by construction.
///
/// Names of elements and attributes are `StaticString`, which nobody can make of data; every text and
/// value goes through `HTMLText`. Only an `HTMLAsset`, which is fixed as well, is written as it is.
package struct HTMLBuilder: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// An element with what `content` writes into it.
  package mutating func element(
    _ name: StaticString, _ attributes: [HTMLAttribute] = [],
    _ content: (inout HTMLBuilder) -> Void
  ) {
    open(name, attributes)
    content(&self)
    append("</")
    append(name)
    append(">")
  }

  /// An element with a text in it.
  package mutating func element(
    _ name: StaticString, _ attributes: [HTMLAttribute] = [], text: String
  ) {
    element(name, attributes) { $0.text(text) }
  }

  /// An element that has no content and no end.
  package mutating func void(_ name: StaticString, _ attributes: [HTMLAttribute] = []) {
    open(name, attributes)
  }

  /// A text, escaped.
  package mutating func text(_ raw: String) { HTMLText.append(raw, to: &bytes) }

  /// A line break in the source, for those who read it.
  package mutating func line() { bytes.append(0x0A) }

  /// The line that makes readers keep to the standard.
  mutating func doctype() { append("<!doctype html>\n") }

  /// A fixed style sheet or script.
  mutating func asset(_ asset: HTMLAsset) {
    append("<")
    append(asset.element)
    append(">")
    bytes.append(contentsOf: asset.bytes)
    append("</")
    append(asset.element)
    append(">")
  }

  /// Appends what another builder wrote.
  mutating func append(_ other: HTMLBuilder) { bytes.append(contentsOf: other.bytes) }

  private mutating func open(_ name: StaticString, _ attributes: [HTMLAttribute]) {
    precondition(
      !HTMLAsset.elements.contains("\(name)"),
      "an element whose text no reference escapes; this is a bug in mandate")
    append("<")
    append(name)
    for attribute in attributes {
      append(" ")
      append(attribute.name)
      guard let value = attribute.value else { continue }
      append("=\"")
      text(value)
      append("\"")
    }
    append(">")
  }

  private mutating func append(_ fixed: StaticString) {
    bytes.append(contentsOf: "\(fixed)".utf8)
  }
}
