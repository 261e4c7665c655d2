import AccessModel
import Diagnostics
import Lifecycle

/// A working-day calendar as a file, before it becomes a setting of the store.
enum CalendarFile {
  private static let bytesMax = 1 << 20

  /// The lines that count; throws diagnostics at the line that is wrong.
  static func lines(_ path: String, named name: String) throws(CommandFailure) -> [Text] {
    let bytes = try OutputFile.read(path, bytesMax: bytesMax)
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw .request("`\(name)` is not UTF-8 text", help: nil)
    }
    let file = SourceFile(path: name, bytes: bytes)
    var lines: [Text] = []
    var ranges: [Range<Int>] = []
    var start = 0
    for line in Text(bytes).split(UInt8(ascii: "\n")) {
      let text = trimmed(line)
      if !text.isEmpty, text[0] != UInt8(ascii: "#") {
        lines.append(text)
        ranges.append(start..<start + max(1, line.count))
      }
      start += line.count + 1
    }
    guard !lines.isEmpty else {
      throw .request("`\(name)` holds no line", help: "write days without work, one a line")
    }
    do throws(CalendarProblem) {
      _ = try WorkingCalendar(lines: lines, zone: .utc)
      return lines
    } catch {
      throw .diagnostics([
        .error(
          .calendarMalformed, error.message, at: SourceRange(file, ranges[error.line]),
          help: "write `2026-12-25 Christmas Day`, or `weekend saturday sunday` once")
      ])
    }
  }

  private static func trimmed(_ line: Text) -> Text {
    let spaces: [UInt8] = [0x20, 0x09, 0x0D]
    var range = 0..<line.count
    while let last = range.last, spaces.contains(line[last]) { range = range.dropLast() }
    while let first = range.first, spaces.contains(line[first]) { range = range.dropFirst() }
    return line.slice(range)
  }
}
