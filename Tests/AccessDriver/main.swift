import AccessModel
import Diagnostics
import Foundation
import Manifests

/// Answers questions about whole worlds, one JSON object a line, for implementations to compare
/// with that share nothing with this one. The protocol is described in docs/differences.md.
while let line = readLine() {
  let answer: [String: Any]
  do {
    answer = try AccessQuestionnaire(line).answer()
  } catch {
    answer = ["error": "\(error)"]
  }
  let bytes = try JSONSerialization.data(
    withJSONObject: answer, options: [.sortedKeys, .withoutEscapingSlashes])
  FileHandle.standardOutput.write(bytes + [UInt8(ascii: "\n")])
}
