package import Diagnostics

/// Where an endpoint is called: a path such as `/trading/orders/place`, or a note in parentheses
/// such as `(account events)` where the protocol has no paths.
package struct EndpointPath: Hashable, Comparable, Sendable {
  package let text: Text

  static let bytesMax = 256

  /// - Throws: `endpoint-path-malformed`.
  package init(parsing text: Text) throws(FormatProblem) {
    if let fault = EndpointPath.fault(in: text.bytes) {
      throw FormatProblem(
        .endpointPathMalformed, "path \(text.quoted) \(fault)",
        help: ["write a path such as /trading/orders/{id}, or a note such as (account events)"])
    }
    self.text = text
  }

  package static func < (left: EndpointPath, right: EndpointPath) -> Bool {
    left.text < right.text
  }

  private static func fault(in bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.count <= bytesMax else { return "has more than \(bytesMax) bytes" }
    guard bytes.first != 0x28 else { return noteFault(in: bytes) }
    guard bytes.first == .slash else { return "does not begin with /" }
    for byte in bytes {
      switch byte {
      case 0x3F, 0x23: return "has a query or a fragment"
      case 0x21...0x7E where byte != 0x22 && byte != 0x5C && byte != 0x60: break
      default: return "has a character that a path cannot hold"
      }
    }
    return segmentFault(in: bytes)
  }

  /// Refuses `.` and `..`, which a server would resolve away, and unpaired braces.
  private static func segmentFault(in bytes: ArraySlice<UInt8>) -> String? {
    for segment in bytes.split(separator: .slash) {
      if segment.elementsEqual(".".utf8) || segment.elementsEqual("..".utf8) {
        return "has a segment of dots"
      }
      guard segment.contains(0x7B) || segment.contains(0x7D) else { continue }
      let name = segment.dropFirst().dropLast()
      let isParameter =
        segment.first == 0x7B && segment.last == 0x7D && !name.isEmpty
        && name.allSatisfy { $0.isAlphanumeric || $0 == .underscore || $0 == .hyphen }
      if !isParameter { return "has braces that are not one {name} between slashes" }
    }
    return nil
  }

  private static func noteFault(in bytes: ArraySlice<UInt8>) -> String? {
    let inner = bytes.dropFirst().dropLast()
    guard bytes.count > 2, bytes.last == 0x29, inner.first != .space, inner.last != .space,
      inner.allSatisfy({ (0x20...0x7E).contains($0) && $0 != 0x28 && $0 != 0x29 && $0 != 0x60 })
    else { return "is a note that is not ASCII text in one pair of parentheses" }
    return nil
  }
}

extension EndpointPath: CustomStringConvertible {
  package var description: String { text.string }
}
