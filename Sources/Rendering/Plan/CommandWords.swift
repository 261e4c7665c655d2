package import Diagnostics

/// The words of a command as somebody would type them into a shell.
package enum CommandWords {
  package static func line(_ words: [Text]) -> String { words.map(quoted).joined(separator: " ") }

  private static func quoted(_ word: Text) -> String {
    if !word.isEmpty, word.bytes.allSatisfy(isPlain) { return word.string }
    let parts = word.string.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: "'\\''") + "'"
  }

  /// Whether no shell takes the byte for anything but itself.
  package static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-_./:=@,+".utf8.contains(byte)
    }
  }
}
