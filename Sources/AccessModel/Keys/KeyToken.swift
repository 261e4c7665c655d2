package import Diagnostics

/// The secret that an owner is shown once: `mdt_ENV_`, thirty random characters and six of checksum.
///
/// The prefix and the checksum let scanners of repositories and logs find it and let a mistyped one
/// be told from a wrong one. Thirty characters out of 62 are 178 bits.
///
/// Cannot be copied, and is overwritten when its holder lets it go.
@safe package struct KeyToken: ~Copyable {
  private let storage: UnsafeMutableRawBufferPointer

  package static let randomCount = 30
  package static let checksumCount = 6

  /// A new token for an environment; `fill` fills a buffer with bytes that nobody can guess.
  package init(
    for environment: Deployment.Environment, fill: (UnsafeMutableRawBufferPointer) -> Void
  ) {
    let prefix = Array(Self.prefix(environment).utf8)
    let end = prefix.count + Self.randomCount
    unsafe storage = .allocate(byteCount: end + Self.checksumCount, alignment: 1)
    unsafe storage.copyBytes(from: prefix)
    let pool = UnsafeMutableRawBufferPointer.allocate(
      byteCount: 2 * Self.randomCount, alignment: 1)
    defer {
      unsafe Digest.erase(pool)
      unsafe pool.deallocate()
    }
    var count = prefix.count
    while count < end {
      unsafe fill(pool)
      for place in 0..<pool.count where count < end {
        let byte = unsafe pool[place]
        // 248 is the last multiple of 62: every character is equally likely.
        guard byte < 248 else { continue }
        unsafe storage[count] = Self.alphabet[Int(byte) % 62]
        count += 1
      }
    }
    let checksum = unsafe Self.checksum(of: storage[..<end])
    for (place, digit) in checksum.enumerated() { unsafe storage[end + place] = digit }
  }

  deinit {
    unsafe Digest.erase(storage)
    unsafe storage.deallocate()
  }

  /// The whole token as ASCII, for as long as `body` runs.
  package borrowing func withBytes<Answer, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    unsafe try body(UnsafeRawBufferPointer(storage))
  }

  /// What the store keeps instead of it.
  package var digest: Digest { unsafe Digest.of(UnsafeRawBufferPointer(storage)) }
}

extension KeyToken {
  /// The digest under which a token that somebody presents may be known; nil when its form, its
  /// environment or its checksum is wrong.
  package static func digest(
    ofPresented text: Text, in environment: Deployment.Environment
  ) -> Digest? {
    let bytes = text.bytes
    let prefix = prefix(environment).utf8
    guard bytes.count == prefix.count + randomCount + checksumCount, bytes.starts(with: prefix),
      bytes.dropFirst(prefix.count).allSatisfy(\.isAlphanumeric),
      bytes.suffix(checksumCount).elementsEqual(checksum(of: bytes.dropLast(checksumCount)))
    else { return nil }
    return Digest.of(Array(bytes))
  }

  static func prefix(_ environment: Deployment.Environment) -> String {
    "\(SecretShape.projectTokenPrefix)\(environment.rawValue)_"
  }

  /// CRC-32 of everything before it, as six digits of base 62, the highest first.
  static func checksum(of bytes: some Sequence<UInt8>) -> [UInt8] {
    var rest = CRC32.of(bytes)
    var digits: [UInt8] = []
    for _ in 0..<checksumCount {
      digits.append(alphabet[Int(rest % 62)])
      rest /= 62
    }
    return digits.reversed()
  }

  private static let alphabet = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
}

/// The cyclic redundancy check of zip, PNG and Ethernet: it sees every error in one character and
/// every swap of two neighbours.
///
/// Source: ISO/IEC/IEEE 8802-3, polynomial 0x04C11DB7 in reflected form.
enum CRC32 {
  static func of(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(UInt32.max) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
    }
  }
}
