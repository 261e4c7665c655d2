import Diagnostics

/// The keys of the mappings that are being read, to find those written twice.
///
/// INVARIANT: the keys of one mapping stand together at the end, because it is closed before the
/// mapping around it goes on.
struct KeyLedger {
  private struct Key {
    /// The node that holds the text.
    let node: UInt32
    /// Where the key stands; not the same when it is written as an alias.
    let site: UInt32
    /// A cheap digest: equal texts have equal marks, most others differ.
    let mark: UInt64
  }

  /// Two small sets of marks, which hold what was added and now and then a little more.
  struct Sieve {
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    /// Whether a mark was added that may have been there already.
    private(set) var hasCollision = false

    @inline(__always)
    fileprivate mutating func add(_ mark: UInt64) {
      let mixed = mark &* 0x9E37_79B9_7F4A_7C15
      let one: UInt64 = 1 << (mixed >> 58)
      let other: UInt64 = 1 << (mixed >> 52 & 63)
      hasCollision = hasCollision || (first & one != 0 && second & other != 0)
      first |= one
      second |= other
    }
  }

  private var keys: [Key] = []
  /// The keys of the innermost mapping.
  private var sieve = Sieve()
  /// Whether any key so far is not pure ASCII, so that two may look alike and be different bytes.
  private var hasBeyondASCII = false

  var count: Int { keys.count }

  /// Adds the key whose text is `range` of `buffer`.
  mutating func add(node: Int, site: Int, in buffer: [UInt8], _ range: Range<Int>, isASCII: Bool) {
    if !isASCII, buffer[range].contains(where: { $0 >= 0x80 }) { hasBeyondASCII = true }
    let mark = Self.mark(buffer, range)
    sieve.add(mark)
    keys.append(
      Key(
        node: UInt32(truncatingIfNeeded: node), site: UInt32(truncatingIfNeeded: site), mark: mark))
  }

  /// The length and the bytes of a short text, or of the ends and the middle of a long one.
  @inline(__always)
  private static func mark(_ buffer: [UInt8], _ range: Range<Int>) -> UInt64 {
    let (start, count) = (range.lowerBound, range.count)
    guard count > 8, let first = word(of: buffer, at: start),
      let middle = word(of: buffer, at: start + count / 2 - 4),
      let last = word(of: buffer, at: start + count - 8)
    else { return shortWord(buffer, range) ^ UInt64(count) << 56 }
    let sum = (first &* 0x9E37_79B9_7F4A_7C15) ^ (middle &* 0xC2B2_AE3D_27D4_EB4F)
    return (sum ^ last) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(count)
  }

  /// At most eight bytes, the first one lowest.
  private static func shortWord(_ buffer: [UInt8], _ range: Range<Int>) -> UInt64 {
    if let word = word(of: buffer, at: range.lowerBound) {
      return range.count >= 8 ? word : word & ((1 as UInt64) << UInt64(8 * range.count) - 1)
    }
    return range.reversed().reduce(0) { $0 << 8 | UInt64(buffer[$1]) }
  }

  /// Begins a mapping; returns what `close` needs to go back to the one around it.
  mutating func open() -> Sieve {
    defer { sieve = Sieve() }
    return sieve
  }

  /// Ends the mapping whose keys begin at `first`.
  mutating func close(from first: Int, _ outer: Sieve) {
    if keys.count > first { keys.removeLast(keys.count - first) }
    sieve = outer
  }

  /// Whether any key of the innermost mapping can repeat an earlier one.
  var mayRepeat: Bool { sieve.hasCollision || hasBeyondASCII }

  /// The sites of the keys from `first` on that repeat an earlier one.
  ///
  /// - Complexity: O(bytes of the keys), whatever the keys are, since hashing is seeded.
  func repeated(
    from first: Int, _ text: (_ node: Int) -> Text
  ) -> [(later: Int, earlier: Int)] {
    if !hasBeyondASCII, areMarksDifferent(from: first) { return [] }
    var found: [(later: Int, earlier: Int)] = []
    var seen: [Text: UInt32] = [:]
    // WHY String: it holds letters written in one or in two characters equal, as readers do.
    var seenBeyondASCII: [String: UInt32] = [:]
    for key in keys[first...] {
      let text = text(Int(key.node))
      let earlier =
        hasBeyondASCII && text.bytes.contains { $0 >= 0x80 }
        ? seenBeyondASCII.updateIfAbsent(text.string, key.site)
        : seen.updateIfAbsent(text, key.site)
      if let earlier { found.append((Int(key.site), Int(earlier))) }
    }
    return found
  }

  private func areMarksDifferent(from first: Int) -> Bool {
    var seen = Set<UInt64>(minimumCapacity: keys.count - first)
    return keys[first...].allSatisfy { seen.insert($0.mark).inserted }
  }
}

extension Dictionary {
  /// Stores `value` unless the key is there already; returns what was there.
  fileprivate mutating func updateIfAbsent(_ key: Key, _ value: Value) -> Value? {
    if let present = self[key] { return present }
    self[key] = value
    return nil
  }
}
