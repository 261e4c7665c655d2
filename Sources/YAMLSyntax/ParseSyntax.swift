package import Diagnostics

/// Reads YAML (and with it JSON) by the strict rules of this room.
///
/// Appends every problem that can be found: all bytes that may not stand in a file, or else all
/// breaches of the rules up to the first syntax error. Safe to call on several threads at once.
///
/// - Returns: nil when the file is refused, which appends at least one error.
/// - Complexity: linear in the bytes of the file, aliases included.
package func parseSyntax(
  _ file: SourceFile, limits: SyntaxLimits = .manifest, into diagnostics: inout [Diagnostic]
) -> SyntaxTree? {
  var problems = ProblemList(file)
  let tree = parse(file, limits, &problems)
  diagnostics += problems.diagnostics
  return problems.isEmpty ? tree : nil
}

private func parse(
  _ file: SourceFile, _ limits: SyntaxLimits, _ problems: inout ProblemList
) -> SyntaxTree? {
  // The tree and libyaml hold 32-bit offsets at most.
  let bytesMax = min(limits.fileBytes, Int(Int32.max))
  guard file.bytes.count <= bytesMax else {
    problems.add(
      .yamlFileSize, "the file has \(file.bytes.count) bytes, more than the \(bytesMax) allowed",
      0..<0, help: "split the file; all files of a tree are read as one")
    return nil
  }
  guard let traits = checkCharacters(of: file, &problems) else { return nil }
  checkDirectives(of: file, &problems)
  guard problems.isEmpty else { return nil }
  var builder = TreeBuilder(file, limits, traits, problems)
  let base = file.hasByteOrderMark ? 3 : 0
  unsafe file.bytes.withUnsafeBufferPointer { buffer in
    var events = unsafe EventStream(UnsafeBufferPointer(rebasing: buffer[base...]))
    while builder.wantsMore {
      guard events.advance() else {
        builder.refuse(events.failure)
        return
      }
      builder.take(events)
    }
  }
  problems = builder.problems
  return builder.tree
}
