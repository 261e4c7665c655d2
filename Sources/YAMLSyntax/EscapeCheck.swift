import Diagnostics

/// Refuses escapes of a double-quoted scalar that bring back characters no file may hold.
///
/// libyaml has accepted the scalar, so every escape in `range` is well-formed.
func checkEscapes(in bytes: [UInt8], _ range: Range<Int>, _ problems: inout ProblemList) {
  var offset = range.lowerBound
  while offset + 1 < range.upperBound {
    guard bytes[offset] == UInt8(ascii: "\\") else {
      offset += 1
      continue
    }
    let (scalar, length) = escapedScalar(bytes[offset + 1..<range.upperBound])
    let end = min(offset + 1 + length, range.upperBound)
    if let refused = RefusedCharacter(scalar) {
      problems.add(
        refused.code, "this escape stands for the \(refused.description.dropFirst(4))",
        offset..<end,
        help: "remove it")
    }
    offset = end
  }
}

/// The scalar that the escape after a backslash stands for, and the length of that escape.
private func escapedScalar(_ escape: ArraySlice<UInt8>) -> (scalar: UInt32, length: Int) {
  guard let letter = escape.first else { return (0, 1) }
  switch letter {
  case UInt8(ascii: "x"): return (hexadecimal(escape.dropFirst().prefix(2)), 3)
  case UInt8(ascii: "u"): return (hexadecimal(escape.dropFirst().prefix(4)), 5)
  case UInt8(ascii: "U"): return (hexadecimal(escape.dropFirst().prefix(8)), 9)
  case UInt8(ascii: "0"): return (0x00, 1)
  case UInt8(ascii: "a"): return (0x07, 1)
  case UInt8(ascii: "b"): return (0x08, 1)
  case UInt8(ascii: "v"): return (0x0B, 1)
  case UInt8(ascii: "f"): return (0x0C, 1)
  case UInt8(ascii: "e"): return (0x1B, 1)
  case UInt8(ascii: "N"): return (0x85, 1)
  case UInt8(ascii: "L"): return (0x2028, 1)
  case UInt8(ascii: "P"): return (0x2029, 1)
  default: return (UInt32(letter), 1)
  }
}

private func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt32 {
  digits.reduce(0) { number, digit in
    let value: UInt8 =
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
      default: digit &- UInt8(ascii: "A") &+ 10
      }
    return number << 4 | UInt32(value & 0x0F)
  }
}
