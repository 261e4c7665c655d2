import CCrypto
package import Diagnostics

/// A SHA-256 value: thirty-two bytes held in place, so that millions of them cost no allocation.
package struct Digest: Hashable, Sendable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// Nothing was hashed; the value that stands before the first link of a chain.
  package static let zero = Digest(words: (0, 0, 0, 0))

  private init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  /// From thirty-two bytes; nil for any other number of them.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    var values: [UInt64] = [0, 0, 0, 0]
    for (index, byte) in bytes.enumerated() {
      values[index / 8] = values[index / 8] << 8 | UInt64(byte)
    }
    words = (values[0], values[1], values[2], values[3])
  }

  /// From thirty-two bytes in memory; nil for any other number of them.
  ///
  /// WHY beside the generic one: stores make a digest a row, and a generic initializer called from
  /// another module costs twenty times what this does.
  package init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 32 else { return nil }
    words = unsafe (
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
    )
  }

  /// From the form `sha256:` and sixty-four lower-case hexadecimal digits; nil for any other.
  package init?(_ text: Text) {
    guard text.count == 71, text.hasPrefix("sha256:") else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 7, to: 71, by: 2) {
      guard let high = Self.nibble(text[index]), let low = Self.nibble(text[index + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    self.init(bytes: bytes)
  }

  /// The thirty-two bytes, most significant first.
  package var bytes: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(32)
    append(to: &result)
    return result
  }

  /// Appends the thirty-two bytes.
  package func append(to output: inout [UInt8]) {
    unsafe withBytes { unsafe output.append(contentsOf: $0) }
  }

  /// Calls `body` with the thirty-two bytes, most significant first, without a copy on the heap.
  package func withBytes<Answer>(_ body: (UnsafeRawBufferPointer) -> Answer) -> Answer {
    let bytes = (
      words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
    )
    return unsafe withUnsafeBytes(of: bytes) { unsafe body($0) }
  }

  /// The sixty-four digits without a prefix.
  package var hexadecimal: String {
    var digits: [UInt8] = []
    for byte in bytes {
      digits.append(JSONText.hexDigit(byte >> 4))
      digits.append(JSONText.hexDigit(byte & 0xF))
    }
    return String(decoding: digits, as: UTF8.self)
  }

  private static func nibble(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  /// Whether both are the same, taking as long whatever they hold: for secrets.
  package func isSame(as other: Digest) -> Bool {
    unsafe withBytes { own in
      unsafe other.withBytes { unsafe CRYPTO_memcmp(own.baseAddress, $0.baseAddress, 32) == 0 }
    }
  }

  /// Overwrites memory that held a secret, in a way that no optimizer leaves out.
  package static func erase(_ buffer: UnsafeMutableRawBufferPointer) {
    unsafe OPENSSL_cleanse(buffer.baseAddress, buffer.count)
  }

  package static func == (left: Digest, right: Digest) -> Bool {
    left.words == right.words
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}

extension Digest: CustomStringConvertible {
  /// `sha256:` and the digits, as plans and audit entries print it.
  package var description: String { "sha256:" + hexadecimal }
}

/// Makes SHA-256 values with libcrypto; keeps its context, for making one costs more than a hash.
///
/// Not for sharing between threads: every worker has its own.
@safe package struct Hasher256: ~Copyable {
  private let context: OpaquePointer

  /// A fresh context.
  package init() {
    guard let context = unsafe EVP_MD_CTX_new() else {
      preconditionFailure("libcrypto has no memory for a digest context")
    }
    unsafe self.context = context
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

  /// The digest of `bytes`.
  package borrowing func digest(of bytes: [UInt8]) -> Digest {
    begin()
    update(bytes)
    return finish()
  }

  /// Starts a message; what was not finished is forgotten.
  package borrowing func begin() {
    let status = unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil)
    precondition(status == 1, "libcrypto refused SHA-256; this is a bug in mandate")
  }

  /// The digest of the bytes of `text`.
  package borrowing func digest(of text: Text) -> Digest {
    begin()
    update(text.bytes)
    return finish()
  }

  /// Adds `bytes` to the message.
  package borrowing func update(_ bytes: [UInt8]) { update(bytes[...]) }

  /// Adds `bytes` to the message.
  package borrowing func update(_ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBytes { unsafe update($0) }
  }

  /// Adds memory to the message.
  package borrowing func update(_ bytes: UnsafeRawBufferPointer) {
    let status = unsafe EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    precondition(status == 1, "libcrypto failed to hash; this is a bug in mandate")
  }

  /// Ends the message and gives its digest.
  package borrowing func finish() -> Digest {
    let digest = unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { output in
      let status = unsafe EVP_DigestFinal_ex(context, output.baseAddress, nil)
      return status == 1 ? unsafe Digest(bytes: UnsafeRawBufferPointer(output)) : nil
    }
    guard let digest else {
      preconditionFailure("libcrypto failed to hash; this is a bug in mandate")
    }
    return digest
  }
}

extension Digest {
  /// The digest of one message; for many, keep a `Hasher256`.
  package static func of(_ bytes: [UInt8]) -> Digest { Hasher256().digest(of: bytes) }

  /// The digest of memory that is not to be copied.
  package static func of(_ bytes: UnsafeRawBufferPointer) -> Digest {
    let hasher = Hasher256()
    hasher.begin()
    unsafe hasher.update(bytes)
    return hasher.finish()
  }
}
