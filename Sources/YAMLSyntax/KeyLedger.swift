import Diagnostics

/// The keys of the mappings that are being read, to find those written twice.
///
/// INVARIANT: the keys of one mapping stand together at the end, because it is closed before the
/// mapping around it goes on.
struct KeyLedger {
  struct Key {
    let node: Int
    let text: Text
    let isASCII: Bool
  }

  /// From this many keys on, a hash table is quicker than comparing each with each.
  private static let pairwiseMax = 16

  private var keys: [Key] = []

  var count: Int { keys.count }

  mutating func add(_ text: Text, node: Int) {
    keys.append(Key(node: node, text: text, isASCII: text.bytes.allSatisfy { $0 < 0x80 }))
  }

  /// Forgets the keys from `first` on and reports each that repeats an earlier one.
  mutating func close(from first: Int, _ report: (_ key: Int, _ earlier: Int) -> Void) {
    defer { keys.removeLast(keys.count - first) }
    guard keys.count - first > 1 else { return }
    let beyondASCII = keys[first...].count { !$0.isASCII }
    if keys.count - first > Self.pairwiseMax || beyondASCII > 1 {
      findByHash(from: first, report)
    } else {
      findPairwise(from: first, report)
    }
  }

  private func findPairwise(from first: Int, _ report: (Int, Int) -> Void) {
    for later in first + 1..<keys.count {
      for earlier in first..<later where keys[earlier].text == keys[later].text {
        report(keys[later].node, keys[earlier].node)
        break
      }
    }
  }

  /// - Complexity: O(bytes of the keys), whatever the keys are, since hashing is seeded.
  private func findByHash(from first: Int, _ report: (Int, Int) -> Void) {
    var seen: [Text: Int] = [:]
    seen.reserveCapacity(keys.count - first)
    // WHY String: it holds letters written in one or in two characters equal, as readers do.
    var seenBeyondASCII: [String: Int] = [:]
    for key in keys[first...] {
      let earlier =
        key.isASCII
        ? seen.updateIfAbsent(key.text, key.node)
        : seenBeyondASCII.updateIfAbsent(key.text.string, key.node)
      if let earlier { report(key.node, earlier) }
    }
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
