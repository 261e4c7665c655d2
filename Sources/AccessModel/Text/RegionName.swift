package import Diagnostics

/// A short lower-case word such as a region (`hk`, `t212`): 1 to 63 of `a-z`, `0-9` and hyphen.
package struct RegionName: Hashable, Comparable, Sendable {
  package let text: Text

  /// - Throws: `region-malformed`, with the lower-case spelling where that is enough.
  package init(parsing text: Text) throws(FormatProblem) {
    guard RegionName.isRegionName(text.bytes) else {
      let rule = "a region is 1 to 63 of a-z, 0-9 and -, such as hk"
      let lowered = text.loweredASCII
      let help =
        RegionName.isRegionName(lowered.bytes) ? ["write \(lowered.string)", rule] : [rule]
      throw FormatProblem(.regionMalformed, "\(text.quoted) is not a region name", help: help)
    }
    self.text = text
  }

  package static func < (left: RegionName, right: RegionName) -> Bool { left.text < right.text }

  private static func isRegionName(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 63 else { return false }
    guard first != .hyphen, last != .hyphen else { return false }
    return bytes.allSatisfy { $0.isLowerLetter || $0.isDigit || $0 == .hyphen }
  }
}
