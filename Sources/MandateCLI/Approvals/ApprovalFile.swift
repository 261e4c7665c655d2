import AccessModel
package import Diagnostics
import Plans

/// A file that holds a statement and the signature over exactly its bytes.
struct ApprovalFile {
  let statement: ApprovalStatement
  let signature: SSHSignature

  /// Nothing that is written is longer.
  static let bytesMax = 32 << 10

  /// Reads only what `bytes` gives; nil for anything else.
  init?(_ bytes: [UInt8]) {
    let text = Text(bytes)
    let lines = text.split(UInt8(ascii: "\n"))
    guard bytes.count <= Self.bytesMax,
      let marker = lines.firstIndex(where: { $0.hasPrefix("-----") })
    else { return nil }
    let split = lines[..<marker].reduce(0) { $0 + $1.count + 1 }
    guard let statement = ApprovalStatement(text.slice(0..<split).compacted),
      let signature = SSHSignature(text.slice(split..<text.count).compacted)
    else { return nil }
    self.statement = statement
    self.signature = signature
  }

  /// The file at a path; throws diagnostics when it is no approval.
  static func read(_ path: String, _ invocation: Invocation) throws(CommandFailure) -> ApprovalFile
  {
    let bytes = try OutputFile.read(invocation.absolute(path), bytesMax: bytesMax)
    if let file = ApprovalFile(bytes) { return file }
    throw .diagnostics([
      .error(
        .approvalMalformed, "`\(path)` is not an approval that this version wrote",
        at: SourceRange(SourceFile(path: path, bytes: bytes), 0..<min(1, bytes.count)),
        help: "have the plan approved with mandate approve")
    ])
  }
}

extension DiagnosticCode {
  package static let approvalMalformed = DiagnosticCode(
    "approval-malformed", "A file is not an approval.",
    """
    An approval is a statement of few lines and an SSH signature over exactly these bytes, as mandate \
    approve writes them. A file with any other line, order or byte is refused: nothing in what was \
    signed may mean two things.
    """)
}
