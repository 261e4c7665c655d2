import AccessModel
import Diagnostics
import Foundation
import Testing

/// What a token leaves in the memory of the process.
@Suite(.serialized) struct KeyTokenMemoryTests {
  /// A hundred of them, for the memory of a few is soon used for something else.
  @Test func aTokenThatWasLetGoIsNowhereInMemory() throws {
    let needle = Needle()
    var digests: Set<Digest> = []
    for _ in 0..<100 { hold(needle, untilBelow: 20, digests: &digests) }
    #expect(digests.count == 1)
    #expect(KeyTokenMemoryTests.places(of: needle) == [])
  }

  @Test func aTokenThatIsHeldIsFoundInMemory() {
    let needle = Needle()
    let token = needle.token()
    #expect(!KeyTokenMemoryTests.places(of: needle).isEmpty)
    token.withBytes { #expect($0.count == 45) }
  }

  /// Holds so many tokens at once.
  private func hold(_ needle: Needle, untilBelow count: Int, digests: inout Set<Digest>) {
    let token = needle.token()
    digests.insert(token.digest)
    if count > 0 { hold(needle, untilBelow: count - 1, digests: &digests) }
  }

  /// The middle of a token, kept in such a way that it is not found itself.
  private struct Needle {
    private let masked: [UInt8]

    init() {
      // Numbers under 62 stand for themselves; 0xFF is outside and would be passed over.
      masked = (0..<30).map { _ in UInt8.random(in: 0..<62) ^ 0x80 }
    }

    func token() -> KeyToken {
      KeyToken(for: .prod) { pool in
        for place in pool.indices { pool[place] = 0xFF }
        for place in 0..<30 { pool[place] = masked[place] ^ 0x80 }
      }
    }

    /// Whether sixteen characters of the token stand at `bytes`.
    func stands(at bytes: UnsafePointer<UInt8>) -> Bool {
      for place in 0..<16
      where bytes[place] != DrawnTokens.alphabet[Int(masked[7 + place] ^ 0x80)] {
        return false
      }
      return true
    }

    var first: UInt8 { DrawnTokens.alphabet[Int(masked[7] ^ 0x80)] }
  }

  /// The addresses in writable memory at which sixteen characters of the token stand.
  private static func places(of needle: Needle) -> [UInt] {
    let maps = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
    let memory = open("/proc/self/mem", O_RDONLY)
    defer { close(memory) }
    // Outside the heap of tokens, and gone from the list of what is searched.
    let window = 1 << 20
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: window)
    defer {
      memset(buffer, 0, window)
      buffer.deallocate()
    }
    var found: [UInt] = []
    for line in maps.split(separator: "\n") where line.contains(" rw") {
      let bounds = line.prefix { $0 != " " }.split(separator: "-").compactMap {
        UInt($0, radix: 16)
      }
      guard bounds.count == 2 else { continue }
      var start = bounds[0]
      while start < bounds[1] {
        let count = pread(
          memory, buffer, min(window, Int(bounds[1] - start)), off_t(start))
        guard count >= 16 else { break }
        found += hits(needle, buffer, count).map { start + UInt($0) }
          .filter {
            !(UInt(bitPattern: buffer)..<UInt(bitPattern: buffer) + UInt(window)).contains($0)
          }
        start += UInt(count == window ? count - 15 : count)
      }
    }
    return found
  }

  private static func hits(
    _ needle: Needle, _ buffer: UnsafeMutablePointer<UInt8>, _ count: Int
  ) -> [Int] {
    var found: [Int] = []
    var offset = 0
    while offset + 16 <= count,
      let next = memchr(buffer + offset, Int32(needle.first), count - 15 - offset)
    {
      offset = UnsafeMutableRawPointer(buffer).distance(to: next)
      if needle.stands(at: buffer + offset) { found.append(offset) }
      offset += 1
    }
    return found
  }
}
