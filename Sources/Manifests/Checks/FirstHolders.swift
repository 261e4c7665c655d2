import AccessModel

/// Who holds each value first, to find whoever holds it again.
struct FirstHolders<Key: Hashable> {
  private var holders: [Key: Int32] = [:]

  /// Two resources that hold the same value.
  struct Conflict {
    /// The own resource to speak about: the later of two own ones.
    let reported: Int
    let other: Int
  }

  /// The conflict, when another resource holds `key` already and one of the two is an own one.
  mutating func note(_ key: Key, at index: Int, in state: DesiredState) -> Conflict? {
    guard let first = holders.updateValue(Int32(index), forKey: key).map(Int.init) else {
      return nil
    }
    holders[key] = Int32(first)
    if state.isOwn(index) { return Conflict(reported: index, other: first) }
    return state.isOwn(first) ? Conflict(reported: first, other: index) : nil
  }
}
