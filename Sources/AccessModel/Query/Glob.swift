import Diagnostics

/// A pattern in which `*` stands for any run of bytes and `?` for one.
struct Glob {
  private let pattern: Text

  init(_ pattern: Text) { self.pattern = pattern }

  /// Whether the whole text matches.
  ///
  /// - Complexity: O(pattern × text): it only ever goes back to the last star.
  func matches(_ text: Text) -> Bool {
    var (at, place) = (0, 0)
    var retry: (pattern: Int, text: Int)?
    while place < text.count {
      if at < pattern.count, pattern[at] == UInt8(ascii: "*") {
        retry = (at + 1, place)
        at += 1
      } else if at < pattern.count,
        pattern[at] == text[place] || pattern[at] == UInt8(ascii: "?")
      {
        (at, place) = (at + 1, place + 1)
      } else if let last = retry {
        retry = (last.pattern, last.text + 1)
        (at, place) = (last.pattern, last.text + 1)
      } else {
        return false
      }
    }
    while at < pattern.count, pattern[at] == UInt8(ascii: "*") { at += 1 }
    return at == pattern.count
  }
}
