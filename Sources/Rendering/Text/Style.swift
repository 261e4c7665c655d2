/// How a piece of text should look; a value, turned into escape codes only at the edge.
package struct Style: Hashable, Sendable {
  package enum Colour: UInt8, Sendable {
    case red = 31
    case green = 32
    case yellow = 33
    case blue = 34
    case cyan = 36
  }

  package let colour: Colour?
  package let isBold: Bool
  package let isFaint: Bool

  package init(_ colour: Colour? = nil, isBold: Bool = false, isFaint: Bool = false) {
    self.colour = colour
    self.isBold = isBold
    self.isFaint = isFaint
  }

  package static let plain = Style()
  package static let strong = Style(isBold: true)
  package static let faint = Style(isFaint: true)
  package static let error = Style(.red, isBold: true)
  package static let warning = Style(.yellow, isBold: true)
  package static let note = Style(.cyan, isBold: true)
  /// Somebody can do more than before.
  package static let gain = Style(.yellow)
  /// Somebody can do less than before.
  package static let loss = Style(.red)
  package static let good = Style(.green)

  /// The escape code that switches the style on; empty for plain text.
  var code: String {
    var numbers: [String] = []
    if isBold { numbers.append("1") }
    if isFaint { numbers.append("2") }
    if let colour { numbers.append(String(colour.rawValue)) }
    return numbers.isEmpty ? "" : "\u{1b}[\(numbers.joined(separator: ";"))m"
  }

  /// The escape code back to plain text.
  static let reset = "\u{1b}[0m"
}
