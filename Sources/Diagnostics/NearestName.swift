/// The known name that a person probably meant, or nil when none is near.
///
/// Near means at most two edits, and at most a third of the written length, so that nonsense gets
/// no suggestion. An edit inserts, drops, replaces one character or swaps two neighbours.
/// A name that differs in letter case only is one edit away.
///
/// - Complexity: O(candidates × length²); asked only for names that are already wrong.
package func nearestName(to written: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(written.utf8)
  let allowed = min(2, max(1, wanted.count / 3))
  var best: (distance: Int, name: String)?
  for candidate in candidates {
    let known = Array(candidate.utf8)
    guard abs(known.count - wanted.count) <= allowed else { continue }
    let differsInCase = known.lazy.map(lowered).elementsEqual(wanted.lazy.map(lowered))
    let distance = differsInCase ? min(1, editDistance(wanted, known)) : editDistance(wanted, known)
    guard distance <= allowed else { continue }
    guard let current = best else {
      best = (distance, candidate)
      continue
    }
    if (distance, Text(candidate)) < (current.distance, Text(current.name)) {
      best = (distance, candidate)
    }
  }
  return best?.name
}

private func lowered(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}

/// Optimal string alignment distance between two byte strings.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for row in 0..<left.count {
    var current = [row + 1]
    for column in 0..<right.count {
      let replaced = previous[column] + (left[row] == right[column] ? 0 : 1)
      var cost = min(replaced, previous[column + 1] + 1, current[column] + 1)
      let isSwap =
        row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
      if isSwap { cost = min(cost, beforePrevious[column - 1] + 1) }
      current.append(cost)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[right.count]
}
