import AccessModel
import Diagnostics
import Glibc

/// Answers lines from standard input as they come: a line out for every line in, in order.
struct CheckBatch {
  /// Appends the answer to the line in a range.
  typealias Answer = ([UInt8], Range<Int>, Instant, inout [UInt8]) -> Void

  private let output: Output
  /// The instant at which a line without a time is judged, asked again for every piece of input.
  private let now: () -> Instant
  /// What answers the lines of a piece, asked for after the piece was read: what was committed
  /// before somebody wrote a question is in the answer to it.
  private let makeAnswer: () -> Answer

  private static let pieceBytes = 256 << 10

  init(output: Output, now: @escaping () -> Instant, makeAnswer: @escaping () -> Answer) {
    self.output = output
    self.now = now
    self.makeAnswer = makeAnswer
  }

  /// Reads to the end of input; throws when it cannot be read.
  ///
  /// What was read is answered and written out before more is waited for, so that a caller who
  /// asks and waits is not kept waiting. A caller who has gone away ends it.
  func run() throws(CommandFailure) {
    var buffer = [UInt8](repeating: 0, count: Self.pieceBytes)
    var filled = 0
    var isSkipping = false
    while let count = try Self.read(into: &buffer, from: filled) {
      let answer = makeAnswer()
      // After it, for the latest time that is recorded counts as the clock's.
      let instant = now()
      var answers: [UInt8] = []
      var start = 0
      filled += count
      while let end = Self.lineEnd(in: buffer, start..<filled) {
        if !isSkipping { answer(buffer, start..<end, instant, &answers) }
        isSkipping = false
        start = end + 1
      }
      if isSkipping { start = filled }
      if filled - start > CheckLineReader.bytesMax {
        // Longer than any line may be: answered now, and forgotten up to its end.
        answer(buffer, start..<filled, instant, &answers)
        isSkipping = true
        start = filled
      }
      Self.moveToFront(&buffer, start..<filled)
      filled -= start
      output.write(answers)
      guard output.flush() else { return }
    }
    var answers: [UInt8] = []
    if filled > 0 { makeAnswer()(buffer, 0..<filled, now(), &answers) }
    output.write(answers)
  }

  private static func lineEnd(in buffer: [UInt8], _ range: Range<Int>) -> Int? {
    unsafe buffer.withUnsafeBytes { bytes in
      guard !range.isEmpty, let base = bytes.baseAddress,
        let found = unsafe memchr(base + range.lowerBound, 0x0A, range.count)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  private static func moveToFront(_ buffer: inout [UInt8], _ range: Range<Int>) {
    guard range.lowerBound > 0 else { return }
    for (place, index) in range.enumerated() { buffer[place] = buffer[index] }
  }

  /// How many bytes came; nil at the end.
  private static func read(
    into buffer: inout [UInt8], from start: Int
  ) throws(CommandFailure) -> Int? {
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe Glibc.read(
          STDIN_FILENO, bytes.baseAddress.map { unsafe $0 + start }, bytes.count - start)
      }
      if count > 0 { return count }
      if count == 0 { return nil }
      guard errno == EINTR else {
        throw .request("the questions cannot be read from standard input", help: nil)
      }
    }
  }
}
