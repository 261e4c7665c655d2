import Diagnostics

/// Differences of files in the unified format, as `git apply` takes it.
package struct UnifiedDiff: Sendable {
  /// Path with `/`, relative to the folder that the diff is applied in.
  private let path: String
  private let diff: LineDiff
  private static let context = 3

  package init(path: String, _ before: [UInt8], _ after: [UInt8]) {
    self.path = path
    diff = LineDiff(before, after)
  }

  package var counts: (added: Int, removed: Int) { diff.counts }

  /// The diff as bytes, untouched.
  package var bytes: [UInt8] {
    lines.flatMap { $0.bytes + [0x0A] }
  }

  /// The diff for people at a terminal.
  package var text: StyledText {
    var text = StyledText()
    for line in lines {
      let shown = line.bytes.last == 0x0D ? line.bytes.dropLast() : line.bytes[...]
      text.appendLine(String(decoding: shown, as: UTF8.self), line.style)
    }
    return text
  }

  private struct Line {
    let bytes: [UInt8]
    let style: Style
  }

  private var lines: [Line] {
    let hunks = self.hunks
    guard !hunks.isEmpty else { return [] }
    return [line("--- " + name("a"), .strong), line("+++ " + name("b"), .strong)]
      + hunks.flatMap(lines)
  }

  /// The path as git writes it: in quotes where signs of it would end or change it, and closed by a
  /// tab where it holds a space, for programs that take what follows a space for a time.
  private func name(_ side: String) -> String {
    let name = "\(side)/\(path)"
    let isPlain = name.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != 0x22 && $0 != 0x5C }
    guard !isPlain else { return name.contains(" ") ? name + "\t" : name }
    var bytes: [UInt8] = [0x22]
    for byte in name.utf8 {
      switch byte {
      case 0x22, 0x5C: bytes += [0x5C, byte]
      case ..<0x20, 0x7F: bytes += [0x5C, 0x30 + byte >> 6, 0x30 + byte >> 3 & 7, 0x30 + byte & 7]
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes + [0x22], as: UTF8.self)
  }

  /// Runs of steps around changes; those that would touch are one.
  private var hunks: [ArraySlice<LineDiff.Step>] {
    var hunks: [Range<Int>] = []
    for (place, step) in diff.steps.enumerated() {
      if case .kept = step { continue }
      let range =
        max(0, place - Self.context)..<min(diff.steps.count, place + Self.context + 1)
      if let last = hunks.last, last.upperBound >= range.lowerBound {
        hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
      } else {
        hunks.append(range)
      }
    }
    return hunks.map { diff.steps[$0] }
  }

  private func lines(_ hunk: ArraySlice<LineDiff.Step>) -> [Line] {
    var (oldCount, newCount) = (0, 0)
    var body: [Line] = []
    for step in hunk {
      switch step {
      case .kept(let old, _):
        (oldCount, newCount) = (oldCount + 1, newCount + 1)
        body += row(" ", diff.old[old], .plain)
      case .removed(let old):
        oldCount += 1
        body += row("-", diff.old[old], .loss)
      case .added(let new):
        newCount += 1
        body += row("+", diff.new[new], .gain)
      }
    }
    let (old, new) = start(of: hunk)
    let head =
      "@@ -\(place(old, oldCount)),\(oldCount) +\(place(new, newCount)),\(newCount) @@"
    return [line(head, .faint)] + body
  }

  /// Of an empty side the line before it is named.
  private func place(_ before: Int, _ count: Int) -> Int { count == 0 ? before : before + 1 }

  /// How many lines stand in front of a hunk, in the old text and in the new one.
  private func start(of hunk: ArraySlice<LineDiff.Step>) -> (old: Int, new: Int) {
    var (old, new) = (0, 0)
    for step in diff.steps[..<hunk.startIndex].reversed() {
      if case .kept(let oldPlace, let newPlace) = step {
        (old, new) = (old + oldPlace + 1, new + newPlace + 1)
        break
      }
      if case .removed = step { old += 1 } else { new += 1 }
    }
    return (old, new)
  }

  private func row(_ sign: String, _ text: ArraySlice<UInt8>, _ style: Style) -> [Line] {
    let isEnded = text.last == 0x0A
    let own = Line(bytes: Array(sign.utf8) + (isEnded ? text.dropLast() : text), style: style)
    return isEnded ? [own] : [own, line("\\ No newline at end of file", .faint)]
  }

  private func line(_ text: String, _ style: Style) -> Line {
    Line(bytes: Array(text.utf8), style: style)
  }
}
