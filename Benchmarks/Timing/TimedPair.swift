import AccessModel

/// Two sorts of presented secrets that take equally long where nothing leaks.
enum TimedPair: String, CaseIterable {
  case validAndRandom = "a valid one, random ones"
  case validAndFirstByte = "a valid one, its first byte changed"
  case validAndLastByte = "a valid one, its last byte changed"
  case firstAndSecondHalf = "first half changed, second half changed"
  case firstAndLastByte = "first byte changed, last byte changed"

  /// Secrets that are all unknown, and near to a known one in different ways.
  ///
  /// WHY a look-up is held to these alone: whether a secret is known is what it answers, and the
  /// answer itself tells; how near an unknown one came, nothing may tell.
  static let near: [TimedPair] = [.firstAndSecondHalf, .firstAndLastByte]

  /// The next digest of class 0 or 1; `valid` is one that is known.
  func digest(
    ofClass number: Int, valid: [UInt8], using random: inout SeededNumbers
  ) -> Digest {
    var bytes = valid
    switch (self, number) {
    case (.firstAndLastByte, 0), (.validAndFirstByte, 1): bytes[0] ^= Self.change(&random)
    case (.firstAndLastByte, _), (.validAndLastByte, 1): bytes[31] ^= Self.change(&random)
    case (.firstAndSecondHalf, _):
      for place in bytes.indices where place / 16 == number {
        bytes[place] = UInt8(truncatingIfNeeded: random.next())
      }
    case (.validAndRandom, 1):
      for place in bytes.indices { bytes[place] = UInt8(truncatingIfNeeded: random.next()) }
    default: break
    }
    return Digest(bytes: bytes) ?? .zero
  }

  /// Anything but nothing.
  private static func change(_ random: inout SeededNumbers) -> UInt8 {
    UInt8(truncatingIfNeeded: random.next() % 255 + 1)
  }
}
