import Diagnostics
import Rendering

/// Reads comma-separated values as RFC 4180 has them, with the place of every field.
///
/// Lines may end in LF alone, as some programs write them.
struct CSVReader {
  /// A field without its quotes and without the guard against formulas.
  struct Field {
    let text: Text
    /// Where it begins in the file.
    let at: Int
  }

  struct Fault: Error {
    let at: Int
    let message: String

    init(_ at: Int, _ message: String) {
      self.at = at
      self.message = message
    }
  }

  private let bytes: [UInt8]
  private var at: Int

  /// The records of a file; an empty line is none.
  static func records(_ file: SourceFile) throws(Fault) -> [[Field]] {
    var reader = CSVReader(file)
    var records: [[Field]] = []
    while reader.at < reader.bytes.count {
      let record = try reader.record()
      if record.count > 1 || !record[0].text.isEmpty { records.append(record) }
    }
    return records
  }

  private init(_ file: SourceFile) {
    bytes = file.bytes
    at = file.hasByteOrderMark ? 3 : 0
  }

  private mutating func record() throws(Fault) -> [Field] {
    var fields = [try field()]
    while at < bytes.count, bytes[at] == UInt8(ascii: ",") {
      at += 1
      fields.append(try field())
    }
    if at < bytes.count, bytes[at] == 0x0D { at += 1 }
    guard at == bytes.count || bytes[at] == 0x0A else {
      throw Fault(at, "a field in quotes is followed by neither a comma nor the end of the line")
    }
    at += 1
    return fields
  }

  private mutating func field() throws(Fault) -> Field {
    let start = at
    var content: [UInt8] = []
    if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
      content = try quoted()
    } else {
      while at < bytes.count, ![UInt8(ascii: ","), 0x0A, 0x0D].contains(bytes[at]) {
        guard bytes[at] != UInt8(ascii: "\"") else {
          throw Fault(at, "a quote stands inside a field that does not begin with one")
        }
        content.append(bytes[at])
        at += 1
      }
    }
    guard let text = String(validating: content, as: UTF8.self) else {
      throw Fault(start, "the field is not UTF-8")
    }
    return Field(text: Text(CSVText.unguarded(text)), at: start)
  }

  private mutating func quoted() throws(Fault) -> [UInt8] {
    let start = at
    var content: [UInt8] = []
    at += 1
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      guard byte == UInt8(ascii: "\"") else {
        content.append(byte)
        continue
      }
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { return content }
      content.append(byte)
      at += 1
    }
    throw Fault(start, "the quotes of the field are not closed")
  }
}
