import Diagnostics
import TestSupport
import Testing

@Suite struct LineIndexTests {
  @Test func itAnswersAsTheScanOfTheFileDoes() async throws {
    try await forEachSeed(of: "line-index", cases: 300) { random in
      let pieces = ["a", "é", "漢", "🙂", "\n", "\r", "\r\n", "\u{FEFF}", "\t", "key: value "]
      var text = random.oneIn(4) ? "\u{FEFF}" : ""
      for _ in 0..<random.int(in: 0...random.pick([3, 40, 400])) { text += random.pick(pieces) }
      var bytes = Array(text.utf8)
      if random.oneIn(5) { bytes.insert(0x80, at: random.int(in: 0...bytes.count)) }
      let file = SourceFile(path: "a.yaml", bytes: bytes)
      let index = LineIndex(file)
      for offset in stride(from: -1, through: bytes.count + 2, by: random.int(in: 1...7)) {
        #expect(index.position(of: offset) == file.position(of: offset))
        // Inside of CR LF, the scan takes CR for a part of the line.
        let isInBreak = offset > 0 && bytes.dropFirst(offset - 1).starts(with: [0x0D, 0x0A])
        if isInBreak { continue }
        let line = file.line(around: offset)
        #expect(index.line(around: offset) == line.start..<line.start + line.bytes.count)
      }
    }
  }

  @Test func oneLongLineIsAsQuickAsManyShortOnes() {
    let file = SourceFile(
      path: "long.yaml", bytes: Array(repeating: UInt8(ascii: "x"), count: 4_000_000))
    let index = LineIndex(file)
    var columns = 0
    for offset in stride(from: 0, to: 4_000_000, by: 40) {
      columns += index.position(of: offset).column
    }
    // 100 000 scans of the line would take hours.
    #expect(columns == 100_000 + 40 * (99_999 * 100_000 / 2))
  }
}
