/// One piece of an edit: some bytes of a text that others take the place of.
package struct Splice: Hashable, Sendable {
  package let range: Range<Int>
  package let bytes: [UInt8]

  package init(_ range: Range<Int>, _ bytes: [UInt8] = []) {
    self.range = range
    self.bytes = bytes
  }

  package init(at offset: Int, _ bytes: [UInt8]) { self.init(offset..<offset, bytes) }
}

/// Splices in the order of the text, none over another; applied all at once.
package struct SpliceList: Sendable {
  package private(set) var splices: [Splice] = []
  /// Where the last splice ends.
  private var end = 0

  package init() {}

  package var isEmpty: Bool { splices.isEmpty }

  /// Takes all of `group` or, when one of them begins before the end of what is there, none.
  ///
  /// - Returns: whether they were taken.
  package mutating func take(_ group: [Splice]) -> Bool {
    let sorted = group.sorted { $0.range.lowerBound < $1.range.lowerBound }
    guard let first = sorted.first, let last = sorted.last else { return true }
    guard first.range.lowerBound >= end else { return false }
    for (one, next) in zip(sorted, sorted.dropFirst()) {
      precondition(
        one.range.upperBound <= next.range.lowerBound,
        "one edit touches the same bytes twice; this is a bug in mandate")
    }
    splices += sorted
    end = max(end, last.range.upperBound)
    return true
  }

  /// The text with every splice made in it.
  package func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + splices.reduce(0) { $0 + $1.bytes.count })
    var position = 0
    for splice in splices {
      result += bytes[position..<splice.range.lowerBound]
      result += splice.bytes
      position = splice.range.upperBound
    }
    result += bytes[position...]
    return result
  }
}
