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
    let isASCII: Bool
    /// A cheap hash, so that most unequal keys differ at first sight.
    let mark: UInt64
  }

  /// From this many keys on, a hash table is quicker than comparing each with each.
  private static let pairwiseMax = 16

  private var keys: [Key] = []

  var count: Int { keys.count }

  /// Adds the key whose text is `range` of `buffer`.
  mutating func add(node: Int, site: Int, in buffer: [UInt8], _ range: Range<Int>) {
    var mark = UInt64(range.count)
    var bits: UInt8 = 0
    for byte in buffer[range] {
      bits |= byte
      mark = (mark ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    keys.append(Key(node: UInt32(node), site: UInt32(site), isASCII: bits < 0x80, mark: mark))
  }

  /// Forgets the keys from `first` on.
  mutating func forget(from first: Int) { keys.removeLast(keys.count - first) }

  /// The sites of the keys from `first` on that repeat an earlier one.
  func repeated(
    from first: Int, _ text: (_ node: Int) -> Text
  ) -> [(later: Int, earlier: Int)] {
    guard keys.count - first > 1 else { return [] }
    let beyondASCII = keys[first...].count { !$0.isASCII }
    return keys.count - first > Self.pairwiseMax || beyondASCII > 1
      ? findByHash(from: first, text) : findPairwise(from: first, text)
  }

  private func findPairwise(
    from first: Int, _ text: (Int) -> Text
  ) -> [(later: Int, earlier: Int)] {
    var found: [(later: Int, earlier: Int)] = []
    for later in first + 1..<keys.count {
      let key = keys[later]
      for earlier in first..<later
      where keys[earlier].mark == key.mark
        && text(Int(keys[earlier].node)) == text(Int(key.node))
      {
        found.append((Int(key.site), Int(keys[earlier].site)))
        break
      }
    }
    return found
  }

  /// - Complexity: O(bytes of the keys), whatever the keys are, since hashing is seeded.
  private func findByHash(
    from first: Int, _ text: (Int) -> Text
  ) -> [(later: Int, earlier: Int)] {
    var found: [(later: Int, earlier: Int)] = []
    var seen: [Text: UInt32] = [:]
    seen.reserveCapacity(keys.count - first)
    // WHY String: it holds letters written in one or in two characters equal, as readers do.
    var seenBeyondASCII: [String: UInt32] = [:]
    for key in keys[first...] {
      let text = text(Int(key.node))
      let earlier =
        key.isASCII
        ? seen.updateIfAbsent(text, key.site)
        : seenBeyondASCII.updateIfAbsent(text.string, key.site)
      if let earlier { found.append((Int(key.site), Int(earlier))) }
    }
    return found
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
