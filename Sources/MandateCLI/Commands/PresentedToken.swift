import AccessModel
import Diagnostics
import Glibc

/// The token that a caller hands over in a file, never in an argument.
enum PresentedToken {
  private static let bytesMax = 4_096
  /// The line of a secret file that holds the token; the file of `key generate` holds another, too.
  private static let label = Array("app-secret ".utf8)

  /// Reads a file that holds a token alone or a secret file; `-` is standard input.
  ///
  /// What it holds is not judged here: a malformed token is an unknown key. No message says a word
  /// of it.
  static func read(_ path: String, _ invocation: Invocation) throws(CommandFailure) -> Text {
    let bytes =
      path == "-"
      ? try standardInput() : try OutputFile.read(invocation.absolute(path), bytesMax: bytesMax)
    let lines = bytes.split(separator: 0x0A).map(Self.trimmed).filter { !$0.isEmpty }
    if let line = lines.first(where: { $0.starts(with: label) }) {
      return Text(Array(trimmed(line.dropFirst(label.count))))
    }
    guard let only = lines.first, lines.count == 1 else {
      throw .request(
        "`\(path)` does not hold one token",
        help: "give a file that holds a token alone, or the secret file of mandate key generate")
    }
    return Text(Array(only))
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    let start = line.drop(while: isSpace)
    return start[..<((start.lastIndex { !isSpace($0) }).map { $0 + 1 } ?? start.startIndex)]
  }

  private static func standardInput() throws(CommandFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: bytesMax)
    while bytes.count < bytesMax {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count)
      }
      if count == 0 { return bytes }
      if count > 0 {
        bytes += buffer[..<count]
      } else if errno != EINTR {
        throw .request("the token cannot be read from standard input", help: nil)
      }
    }
    throw .request("standard input holds more than a token", help: nil)
  }
}
