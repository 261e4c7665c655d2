import Glibc

/// A moment of the monotonic clock before which something must be done.
struct Deadline {
  private let nanoseconds: Int64

  init(seconds: Int64) { nanoseconds = Self.now + seconds * 1_000_000_000 }

  /// What is left, in the steps that `poll` knows; 0 when it has passed.
  var millisecondsLeft: Int32 {
    let left = max(0, nanoseconds - Self.now)
    return Int32(min((left + 999_999) / 1_000_000, Int64(Int32.max)))
  }

  private static var now: Int64 { CommandContext.monotonicNanoseconds() }

  /// Waits until something can be read; false when the time is over first.
  func waits(for descriptor: Int32, atMostMilliseconds most: Int32 = .max) -> Bool {
    while true {
      var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let count = unsafe poll(&wanted, 1, min(most, millisecondsLeft))
      if count > 0 { return true }
      guard count < 0, errno == EINTR else { return false }
    }
  }
}

/// Lines that a program writes, each and all of them bounded.
struct BoundedLines {
  private let descriptor: Int32
  private var pending: [UInt8] = []
  private var total = 0

  private static let lineBytesMax = 4_096
  private static let bytesMax = 64 << 10

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// The next line without its end; nil when the program closed its output.
  ///
  /// - Throws: when the time is over, or a line or all of them are too long.
  mutating func next(before deadline: Deadline) throws(ProgramProblem) -> [UInt8]? {
    while true {
      if let end = pending.firstIndex(of: 0x0A) {
        let line = Array(pending[..<end])
        pending.removeSubrange(...end)
        return line
      }
      guard pending.count <= Self.lineBytesMax, total <= Self.bytesMax else {
        throw ProgramProblem("it said more than a verifier has to say")
      }
      guard deadline.waits(for: descriptor) else {
        throw ProgramProblem("it gave no outcome in time")
      }
      var buffer = [UInt8](repeating: 0, count: 1_024)
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      pending += buffer[..<count]
      total += count
    }
  }
}
