import AccessModel
import Diagnostics
import YAMLSyntax

/// A recertification list that somebody filled in: CSV or JSON as `access review` wrote it.
struct ReviewedFile {
  /// One decision.
  struct Line {
    let principal: Text
    /// The digest of the access that was looked at.
    let access: Text
    let decision: Text
    let note: Text?
    /// Where it stands.
    let range: SourceRange
  }

  /// In the order of the file; principals without a decision are not here.
  private(set) var lines: [Line] = []
  private let file: SourceFile

  static let bytesMax = 64 << 20

  /// Throws what is wrong with the form of the file.
  init(_ file: SourceFile) throws(CommandFailure) {
    self.file = file
    let start = file.bytes.first { $0 > 0x20 && $0 < 0x80 }
    if start == UInt8(ascii: "{") || start == UInt8(ascii: "[") {
      try readJSON()
    } else {
      try readCSV()
    }
  }

  private mutating func add(_ values: [String: Text], _ at: Int) throws(CommandFailure) {
    guard let decision = values["decision"], !decision.isEmpty else { return }
    guard let principal = values["principal"], let access = values["access"] else {
      throw malformed("`principal` or `access` is missing", at: at)
    }
    let note = values["note"].flatMap { $0.isEmpty ? nil : $0 }
    lines.append(
      Line(
        principal: principal, access: access, decision: decision, note: note,
        range: SourceRange(file, min(at, file.bytes.count)..<min(at + 1, file.bytes.count))))
  }

  private func malformed(_ message: String, at: Int) -> CommandFailure {
    let end = min(at + 1, file.bytes.count)
    return .diagnostics([
      .error(
        .reviewMalformed, message, at: SourceRange(file, min(at, end)..<end),
        help: "hand in the list that mandate access review wrote, with decision and note filled in")
    ])
  }

  // MARK: CSV

  private static let columns = ["principal", "access", "decision", "note"]

  private mutating func readCSV() throws(CommandFailure) {
    let records: [[CSVReader.Field]]
    do throws(CSVReader.Fault) { records = try CSVReader.records(file) } catch {
      throw malformed(error.message, at: error.at)
    }
    guard let header = records.first else { throw malformed("the list is empty", at: 0) }
    var places: [String: Int] = [:]
    for column in Self.columns {
      let found = header.indices.filter { header[$0].text == Text(column) }
      guard found.count == 1 else {
        throw malformed(
          found.isEmpty ? "there is no column `\(column)`" : "there are two columns `\(column)`",
          at: 0)
      }
      places[column] = found[0]
    }
    for record in records.dropFirst() {
      guard record.count == header.count else {
        throw malformed(
          "the line has \(record.count) fields, and the header \(header.count)", at: record[0].at)
      }
      try add(places.mapValues { record[$0].text }, record[0].at)
    }
  }

  // MARK: JSON

  private mutating func readJSON() throws(CommandFailure) {
    var diagnostics: [Diagnostic] = []
    guard let tree = parseSyntax(file, into: &diagnostics), let document = tree.documents.first
    else { throw .diagnostics(diagnostics) }
    var list = document
    if tree.kind(document) == .mapping {
      guard let found = tree.entries(document).first(where: { tree.text($0.key).is("principals") })
      else { throw malformed("there is no member `principals`", at: 0) }
      list = found.value
    }
    guard tree.kind(list) == .sequence else {
      throw malformed("`principals` is not an array", at: tree.range(list).lowerBound)
    }
    for item in tree.children(list) {
      let at = tree.range(item).lowerBound
      guard tree.kind(item) == .mapping else { throw malformed("this is not an object", at: at) }
      var values: [String: Text] = [:]
      for (key, value) in tree.entries(item) {
        let name = tree.text(key).string
        guard Self.columns.contains(name), tree.kind(value) == .scalar else { continue }
        let isNull = tree.style(value) == .plain && tree.text(value).is("null")
        if !isNull { values[name] = tree.text(value) }
      }
      try add(values, at)
    }
  }
}
