package import Diagnostics

/// The dotted id of an endpoint, such as `trade.order.place`.
package struct EndpointID: Hashable, Comparable, Sendable {
  package let text: Text

  static let bytesMax = 128

  /// - Throws: `endpoint-id-malformed`.
  package init(parsing text: Text) throws(FormatProblem) {
    guard EndpointID.isID(text.bytes) else { throw EndpointID.problem(text) }
    self.text = text
  }

  package static func < (left: EndpointID, right: EndpointID) -> Bool { left.text < right.text }

  private static func isID(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count <= bytesMax, bytes.first?.isLowerLetter == true else { return false }
    var dots = 0
    var before: UInt8 = .zero
    for byte in bytes {
      if byte == .dot {
        guard before != .dot else { return false }
        dots += 1
      } else if !byte.isLowerLetter, !byte.isDigit, byte != .underscore {
        return false
      }
      before = byte
    }
    return dots > 0 && before != .dot
  }

  private static func problem(_ text: Text) -> FormatProblem {
    let rule = "an id is two or more words of a-z, 0-9 and _ with dots between, at most 128 bytes"
    let proposal = text.bytes.map { $0 == .hyphen || $0 == .space ? .underscore : $0.lowered }
    let help = isID(proposal[...]) ? ["write \(Text(proposal).string)", rule] : [rule]
    return FormatProblem(
      .endpointIDMalformed, "\(text.quoted) is not an endpoint id", help: help)
  }
}

extension EndpointID: CustomStringConvertible {
  package var description: String { text.string }
}
