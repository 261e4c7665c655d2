import AccessModel
import Diagnostics
import Foundation
import Lifecycle
import Manifests
import Planning
import Plans

/// Does sequences of steps over keys in process, one JSON object a line, for an implementation to
/// compare with that shares nothing with this one. The protocol is described in docs/differences.md.
while let line = readLine() {
  let answer: [String: Any]
  do {
    answer = try KeySequence(line).answer()
  } catch {
    answer = ["error": "\(error)"]
  }
  let bytes = try JSONSerialization.data(
    withJSONObject: answer, options: [.sortedKeys, .withoutEscapingSlashes])
  FileHandle.standardOutput.write(bytes + [UInt8(ascii: "\n")])
}
