/// A run of validated UTF-8 bytes inside a shared buffer, compared byte by byte.
///
/// WHY not `String`: `String ==` holds `é` and `e` + accent equal while the store and SHA-256 do
/// not, and a `String` costs an allocation where a slice into the file's own buffer costs none.
package struct Text: Sendable {
  /// The buffer that holds the bytes; usually a whole source file or a page of store rows.
  let storage: [UInt8]
  let start: UInt32
  let length: UInt32

  /// The bytes `range` of `storage`, which the caller has checked to be UTF-8.
  package init(_ storage: [UInt8], _ range: Range<Int>) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= storage.count,
      "text range outside its buffer; this is a bug in mandate")
    self.storage = storage
    start = UInt32(range.lowerBound)
    length = UInt32(range.count)
  }

  /// All of `bytes`, which the caller has checked to be UTF-8.
  package init(_ bytes: [UInt8]) { self.init(bytes, 0..<bytes.count) }

  /// The UTF-8 form of `string`.
  package init(_ string: some StringProtocol) { self.init(Array(string.utf8)) }

  /// The text without any byte.
  package static let empty = Text([UInt8]())

  /// Number of UTF-8 bytes.
  package var count: Int { Int(length) }

  package var isEmpty: Bool { length == 0 }

  /// The bytes as a slice that shares the buffer.
  package var bytes: ArraySlice<UInt8> { storage[Int(start)..<Int(start) + Int(length)] }

  /// The byte at `offset` from the start of the text.
  package subscript(offset: Int) -> UInt8 { storage[Int(start) + offset] }

  /// The bytes `range` of this text, sharing the buffer.
  package func slice(_ range: Range<Int>) -> Text {
    Text(storage, Int(start) + range.lowerBound..<Int(start) + range.upperBound)
  }

  /// The text as a `String`, for messages and rendering.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  package func hasPrefix(_ prefix: StaticString) -> Bool {
    let count = prefix.utf8CodeUnitCount
    return count <= self.count && slice(0..<count).is(prefix)
  }

  package func hasSuffix(_ suffix: StaticString) -> Bool {
    let count = suffix.utf8CodeUnitCount
    return count <= self.count && slice(self.count - count..<self.count).is(suffix)
  }

  /// Whether the bytes equal those of a literal; allocates nothing, unlike `== "literal"`.
  package func `is`(_ literal: StaticString) -> Bool {
    guard count == literal.utf8CodeUnitCount else { return false }
    return literal.withUTF8Buffer { buffer in
      unsafe storage.withUnsafeBufferPointer { bytes in
        for offset in 0..<buffer.count
        where unsafe bytes[Int(start) + offset] != buffer[offset] { return false }
        return true
      }
    }
  }

  /// The parts between occurrences of `separator`, empty ones included.
  package func split(_ separator: UInt8) -> [Text] {
    var parts: [Text] = []
    var partStart = 0
    for offset in 0..<count where self[offset] == separator {
      parts.append(slice(partStart..<offset))
      partStart = offset + 1
    }
    parts.append(slice(partStart..<count))
    return parts
  }

  /// A copy in a buffer of its own, so that a small text does not keep a large file alive.
  package var compacted: Text { count == storage.count ? self : Text(Array(bytes)) }
}

extension Text: Hashable {
  package static func == (left: Text, right: Text) -> Bool {
    guard left.length == right.length else { return false }
    return unsafe left.storage.withUnsafeBufferPointer { leftBytes in
      unsafe right.storage.withUnsafeBufferPointer { rightBytes in
        let leftStart = Int(left.start), rightStart = Int(right.start)
        for offset in 0..<Int(left.length)
        where unsafe leftBytes[leftStart + offset] != rightBytes[rightStart + offset] {
          return false
        }
        return true
      }
    }
  }

  package func hash(into hasher: inout Hasher) {
    unsafe storage.withUnsafeBytes { buffer in
      let end = Int(start) + Int(length)
      unsafe hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: buffer[Int(start)..<end]))
    }
  }
}

extension Text: Comparable {
  /// Order of the UTF-8 bytes: the one order used for everything that is printed or hashed.
  package static func < (left: Text, right: Text) -> Bool {
    unsafe left.storage.withUnsafeBufferPointer { leftBytes in
      unsafe right.storage.withUnsafeBufferPointer { rightBytes in
        let leftStart = Int(left.start), rightStart = Int(right.start)
        let shared = min(Int(left.length), Int(right.length))
        for offset in 0..<shared {
          let (one, other) = unsafe (leftBytes[leftStart + offset], rightBytes[rightStart + offset])
          if one != other { return one < other }
        }
        return left.length < right.length
      }
    }
  }
}

extension Text: ExpressibleByStringLiteral, CustomStringConvertible {
  package init(stringLiteral value: String) { self.init(value) }

  package var description: String { string }
}
