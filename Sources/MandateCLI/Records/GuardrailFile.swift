import Diagnostics
import Manifests

/// An owner's least guardrails as a file, before they become a setting of the store.
enum GuardrailFile {
  private static let bytesMax = 1 << 20

  /// The lines to keep; throws the diagnostics of a file that is none.
  static func lines(_ path: String, named name: String) throws(CommandFailure) -> [Text] {
    let file = SourceFile(path: name, bytes: try OutputFile.read(path, bytesMax: bytesMax))
    var diagnostics: [Diagnostic] = []
    guard let lines = GuardrailDocument.lines(of: file, into: &diagnostics) else {
      throw .diagnostics(diagnostics)
    }
    guard !lines.isEmpty else {
      throw .request("`\(name)` sets nothing", help: "write none to take the setting back")
    }
    return lines
  }
}
