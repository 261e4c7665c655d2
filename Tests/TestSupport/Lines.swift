/// The parts of `text` between line feeds; a text that ends in one ends with an empty part.
///
/// WHY not `split` on the text itself: it sees a carriage return and a line feed as one character
/// that is not a line feed.
package func lines(of text: some StringProtocol) -> [Substring] {
  var text = Substring(text)
  text.makeContiguousUTF8()
  return text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
}
