/// The strict reader of addresses over bytes; it says yes or no, and `AddressProblem` says why.
///
/// WHY not the C library: `inet_aton` takes octal, hexadecimal and short forms, so that one text
/// means two addresses to two programs.
enum AddressParser {
  /// Four decimal octets without leading zeros.
  static func v4(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    var address: UInt32 = 0
    var octet = 0
    var digits = 0
    var dots = 0
    for byte in bytes {
      if byte == .dot {
        guard digits > 0, dots < 3 else { return nil }
        address = address << 8 | UInt32(octet)
        (octet, digits, dots) = (0, 0, dots + 1)
      } else {
        guard byte.isDigit, digits == 0 || octet > 0 else { return nil }
        octet = octet * 10 + Int(byte - .zero)
        digits += 1
        guard octet <= 255 else { return nil }
      }
    }
    guard dots == 3, digits > 0 else { return nil }
    return address << 8 | UInt32(octet)
  }

  /// Any spelling of RFC 4291 section 2.2, also with a dotted quad at the end.
  static func v6(_ bytes: ArraySlice<UInt8>) -> UInt128? {
    guard bytes.count >= 2, bytes.count <= 45 else { return nil }
    var reader = FieldReader(rest: bytes)
    return reader.address()
  }

  /// The ways in which an IPv6 address holds an IPv4 one for the same host.
  enum Embedding: Hashable { case mapped, compatible }

  /// Whether `bits` is `::ffff:a.b.c.d` or the older `::a.b.c.d`; `::` and `::1` are neither.
  static func embedding(in bits: UInt128) -> Embedding? {
    switch bits >> 32 {
    case 0xFFFF: .mapped
    case 0: bits > 1 ? .compatible : nil
    default: nil
    }
  }
}

/// Reads 16-bit fields from the left into the part before `::` and the part after it.
private struct FieldReader {
  var rest: ArraySlice<UInt8>
  private var head: UInt128 = 0
  private var headCount = 0
  private var tail: UInt128 = 0
  private var tailCount = 0
  private var hasGap = false

  init(rest: ArraySlice<UInt8>) { self.rest = rest }

  mutating func address() -> UInt128? {
    if rest.starts(with: [.colon, .colon]) {
      hasGap = true
      rest = rest.dropFirst(2)
    }
    while !rest.isEmpty {
      guard readField() else { return nil }
    }
    let count = headCount + tailCount
    guard hasGap ? count <= 7 : count == 8 else { return nil }
    return headCount == 0 ? tail : head << UInt128(16 * (8 - headCount)) | tail
  }

  /// One field with the colon or colons after it, or a dotted quad that ends the address.
  private mutating func readField() -> Bool {
    guard headCount + tailCount < 8 else { return false }
    var value: UInt128 = 0
    var digits = 0
    while digits < 4, let digit = rest.dropFirst(digits).first?.hexValue {
      value = value << 4 | UInt128(digit)
      digits += 1
    }
    guard digits > 0 else { return false }
    if rest.dropFirst(digits).first == .dot { return readQuad() }
    append(value)
    rest = rest.dropFirst(digits)
    return rest.isEmpty || readColons()
  }

  private mutating func readColons() -> Bool {
    guard rest.first == .colon else { return false }
    rest = rest.dropFirst()
    guard rest.first == .colon else { return !rest.isEmpty }
    guard !hasGap else { return false }
    hasGap = true
    rest = rest.dropFirst()
    return true
  }

  private mutating func readQuad() -> Bool {
    guard headCount + tailCount <= 6, let quad = AddressParser.v4(rest) else { return false }
    append(UInt128(quad >> 16))
    append(UInt128(quad & 0xFFFF))
    rest = []
    return true
  }

  private mutating func append(_ field: UInt128) {
    if hasGap {
      tail = tail << 16 | field
      tailCount += 1
    } else {
      head = head << 16 | field
      headCount += 1
    }
  }
}
