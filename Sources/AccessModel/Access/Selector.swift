package import Diagnostics

/// What names endpoints in grants: an id, a prefix, everything or a permission set.
package enum Selector: Hashable, Sendable {
  case exact(Text)
  /// Any id below it; held with its last dot, as `broker.order.`.
  case prefix(Text)
  case all
  case set(Text)

  /// Throws `selector-malformed` for any other form.
  package init(parsing text: Text) throws(FormatProblem) {
    if text.is("*") {
      self = .all
    } else if text.hasPrefix("set:") {
      self = .set(try Name(parsing: text.slice(4..<text.count)).text)
    } else if text.hasSuffix(".*") {
      let prefix = text.slice(0..<text.count - 1)
      let probe = Text(Array(prefix.bytes) + Array("any".utf8))
      guard (try? EndpointID(parsing: probe)) != nil else { throw Self.malformed(text) }
      self = .prefix(prefix)
    } else {
      guard let id = try? EndpointID(parsing: text) else { throw Self.malformed(text) }
      self = .exact(id.text)
    }
  }

  private static func malformed(_ text: Text) -> FormatProblem {
    FormatProblem(
      .selectorMalformed, "`\(text)` is not an endpoint selector",
      help: ["write an id as trade.order.place, a prefix as trade.order.*, set:NAME or \"*\""])
  }

  /// As written.
  package var text: Text {
    switch self {
    case .exact(let id): id
    case .prefix(let prefix): Text(Array(prefix.bytes) + [UInt8(ascii: "*")])
    case .all: "*"
    case .set(let name): Text("set:" + name.string)
    }
  }
}
