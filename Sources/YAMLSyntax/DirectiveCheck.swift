import Diagnostics
import Glibc

/// Refuses lines that begin with `%` before anything is parsed.
///
/// WHY so early: libyaml compares every `%TAG` line with all earlier ones, so that a file of them
/// would keep it busy for seconds.
func checkDirectives(of file: SourceFile, _ problems: inout ProblemList) {
  let bytes = file.bytes
  let first = file.hasByteOrderMark ? 3 : 0
  var offset = first
  while let sign = firstPercent(in: bytes, from: offset), !problems.isFull {
    offset = sign + 1
    guard sign == first || isBreak(bytes[sign - 1]) else { continue }
    while offset < bytes.count, !isBreak(bytes[offset]) { offset += 1 }
    problems.add(
      .yamlDirective, "directives are not supported, and no line may begin with `%`",
      sign..<offset, help: "remove the line, or indent or quote a text that begins with `%`")
  }
}

private func firstPercent(in bytes: [UInt8], from start: Int) -> Int? {
  unsafe bytes.withUnsafeBytes { buffer in
    guard start < buffer.count, let base = buffer.baseAddress,
      let found = unsafe memchr(base + start, 0x25, buffer.count - start)
    else { return nil }
    return unsafe base.distance(to: UnsafeRawPointer(found))
  }
}
