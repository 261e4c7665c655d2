import AccessModel
import Diagnostics
import Manifests
import Rendering

/// The rows of a CSV file of traders, with everything that is wrong with them.
struct TraderTable {
  /// One trader as a row has them.
  struct Row {
    let email: Email
    /// The name that user and authorization get.
    let name: Text
    /// Whether the name was written, and not derived from the address.
    let isNameWritten: Bool
    let displayName: Text?
    let desk: Text
    let reason: Text?
    let validUntil: Text?
    let line: Int
    /// Where its fields stand.
    let places: [Column: SourceRange]
  }

  enum Column: String, CaseIterable {
    case email, name, desk, reason, validUntil
  }

  private let file: SourceFile
  private let dayReading: DayReading
  /// What desks there are.
  private let desks: Set<Text>
  private(set) var faults: [Diagnostic] = []
  /// The addresses of all rows, right or wrong, with the first line of each.
  private var lines: [Email: Int] = [:]

  init(_ file: SourceFile, desks: Set<Text>, dayReading: DayReading) {
    self.file = file
    self.desks = desks
    self.dayReading = dayReading
  }

  /// The rows that are right; what is wrong with the others is in `faults`.
  mutating func rows() -> [Row] {
    guard String(validating: file.bytes, as: UTF8.self) != nil else {
      fault("the file is not UTF-8", at: 0..<0, "save it as CSV with UTF-8")
      return []
    }
    findMixedLineEnds()
    let records: [[CSVReader.Field]]
    do throws(CSVReader.Fault) { records = try CSVReader.records(file) } catch {
      fault(
        error.message, at: error.at..<error.at + 1,
        "put the field in quotes, and double those in it")
      return []
    }
    guard let header = records.first else {
      fault("the file is empty", at: 0..<0, Self.headerHelp)
      return []
    }
    guard let columns = columns(header) else { return [] }
    let index = LineIndex(file)
    let rows = records.dropFirst().compactMap { row($0, columns, header.count, index) }
    findRepetitions(rows)
    return rows
  }

  private static let headerHelp =
    "the first line is email,name,desk,reason,validUntil, in any order"

  // MARK: The file

  private mutating func findMixedLineEnds() {
    var first: Bool?
    for place in file.bytes.indices where file.bytes[place] == 0x0A {
      let isPair = place > 0 && file.bytes[place - 1] == 0x0D
      if let first, first != isPair {
        fault(
          "this line ends in \(isPair ? "CR LF" : "LF"), and the first one in \(isPair ? "LF" : "CR LF")",
          at: place..<place, "save the file anew with one sort of line ends")
        return
      }
      first = isPair
    }
  }

  private mutating func columns(_ header: [CSVReader.Field]) -> [Column: Int]? {
    var columns: [Column: Int] = [:]
    var isWhole = true
    for (place, field) in header.enumerated() {
      if header.count == 1, let sign = [";", "\t", "|"].first(where: field.text.string.contains) {
        fault(
          "the columns are separated by \(sign == "\t" ? "tabs" : "`\(sign)`"), not by commas",
          at: range(of: field), "save the file as CSV with commas")
        return nil
      }
      guard let column = Column(rawValue: field.text.string) else {
        let near = nearestName(to: field.text.string, among: Column.allCases.map(\.rawValue))
        fault(
          "there is no column `\(field.text)`", at: range(of: field),
          near.map { "did you mean `\($0)`?" } ?? Self.headerHelp)
        isWhole = false
        continue
      }
      if columns.updateValue(place, forKey: column) != nil {
        fault("the column `\(column.rawValue)` stands twice", at: range(of: field), Self.headerHelp)
        isWhole = false
      }
    }
    for column in Column.allCases where columns[column] == nil && isWhole {
      fault("there is no column `\(column.rawValue)`", at: range(of: header[0]), Self.headerHelp)
      isWhole = false
    }
    return isWhole ? columns : nil
  }

  /// Two rows of one name and two addresses.
  private mutating func findRepetitions(_ rows: [Row]) {
    var names: [Text: Row] = [:]
    for row in rows {
      if let first = names[row.name], first.email != row.email {
        fault(
          "the name `\(row.name)` is that of line \(first.line) too",
          at: row.places[.name] ?? row.places[.email],
          "write another name into the column `name`")
      }
      names[row.name] = names[row.name] ?? row
    }
  }

  private mutating func findRepetition(of email: Email?, on line: Int, _ field: CSVReader.Field?) {
    guard let email, let field else { return }
    if let first = lines[email] {
      fault(
        "`\(email)` stands in line \(first) already", at: range(of: field),
        "one row a trader; addresses that differ in case only are one")
    } else {
      lines[email] = line
    }
  }

  private mutating func requireDesk(_ desk: Text?, _ field: CSVReader.Field?) {
    guard let desk, let field, !desks.contains(desk) else { return }
    let known = desks.sorted().map(\.string)
    let near = nearestName(to: desk.string, among: known)
    fault(
      "there is no desk `\(desk)`", at: range(of: field),
      near.map { "did you mean `\($0)`?" }
        ?? (known.isEmpty
          ? "no desk is declared here: declare it beside the traders first"
          : "the desks are \(known.joined(separator: ", "))"))
  }

  // MARK: One row

  private mutating func row(
    _ record: [CSVReader.Field], _ columns: [Column: Int], _ width: Int, _ index: LineIndex
  ) -> Row? {
    guard record.count == width else {
      fault(
        "the row has \(record.count) fields, and the header \(width)", at: range(of: record[0]),
        "put a field that holds a comma in quotes")
      return nil
    }
    let countBefore = faults.count
    let fields = columns.mapValues { record[$0] }
    for field in record { findFormula(field) }
    let email = read(fields[.email], isNeeded: true) { text throws(FormatProblem) in
      try Email(parsing: text)
    }
    let desk = read(fields[.desk], isNeeded: true) { text throws(FormatProblem) in
      try Name(parsing: text).text
    }
    let line = index.position(of: record[0].at).line
    findRepetition(of: email, on: line, fields[.email])
    requireDesk(desk, fields[.desk])
    let written = readName(fields[.name])
    let reason = read(fields[.reason]) { text throws(FormatProblem) in
      try SecretShape.check(text)
      return try FreeText(parsing: text).text
    }
    let dayReading = self.dayReading
    let end = read(fields[.validUntil]) { text throws(FormatProblem) in
      try Instant(parsing: text, reading: dayReading).text
    }
    guard faults.count == countBefore, let email, let desk,
      let name = written.name ?? derivedName(email, at: fields[.email])
    else { return nil }
    let places = fields.mapValues { SourceRange(file, range(of: $0)) }
    return Row(
      email: email, name: name, isNameWritten: written.name != nil,
      displayName: written.displayName, desk: desk, reason: reason, validUntil: end,
      line: line, places: places)
  }

  private mutating func read<Answer>(
    _ field: CSVReader.Field?, isNeeded: Bool = false,
    _ parse: (Text) throws(FormatProblem) -> Answer
  ) -> Answer? {
    guard let field else { return nil }
    guard !field.text.isEmpty else {
      if isNeeded { fault("this field is empty", at: range(of: field), "fill it in") }
      return nil
    }
    do throws(FormatProblem) { return try parse(field.text) } catch {
      fault(error.message, at: range(of: field), error.help.first ?? Self.headerHelp)
      return nil
    }
  }

  /// A name that resources may have is theirs; any other text is what people read.
  private mutating func readName(
    _ field: CSVReader.Field?
  ) -> (name: Text?, displayName: Text?) {
    guard let field, !field.text.isEmpty else { return (nil, nil) }
    if let name = try? Name(parsing: field.text) { return (name.text, nil) }
    guard !Self.isNumber(field.text) else {
      fault(
        "`\(field.text)` is a number and no name", at: range(of: field),
        "a spreadsheet turns names into numbers and drops zeros: format the column as text")
      return (nil, nil)
    }
    let shown = read(field) { text throws(FormatProblem) in
      try SecretShape.check(text)
      return try FreeText(parsing: text, scalarsMax: 128).text
    }
    return (nil, shown)
  }

  /// What spreadsheets make of texts such as `1e5` or `00123`.
  private static func isNumber(_ text: Text) -> Bool {
    let digits = text.bytes.filter { (0x30...0x39).contains($0) }
    return !digits.isEmpty
      && text.bytes.allSatisfy { (0x30...0x39).contains($0) || "eE+-.,".utf8.contains($0) }
  }

  /// The part before the @ in lower case, with a hyphen for whatever else stands between.
  private mutating func derivedName(_ email: Email, at field: CSVReader.Field?) -> Text? {
    let local = email.folded.bytes.prefix { $0 != UInt8(ascii: "@") }
    var bytes: [UInt8] = []
    for byte in local {
      let isPlain = (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
      if isPlain {
        bytes.append(byte)
      } else if bytes.last != UInt8(ascii: "-") {
        bytes.append(UInt8(ascii: "-"))
      }
    }
    while bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
    if let name = try? Name(parsing: Text(bytes)) { return name.text }
    fault(
      "no name follows from `\(email)`", at: field.map(range(of:)),
      "write a name such as amy-lam into the column `name`")
    return nil
  }

  private mutating func findFormula(_ field: CSVReader.Field) {
    let at =
      field.at < file.bytes.count && file.bytes[field.at] == UInt8(ascii: "\"")
      ? field.at + 1 : field.at
    guard at < file.bytes.count, !field.text.isEmpty, "=+@".utf8.contains(file.bytes[at]) else {
      return
    }
    fault(
      "`\(field.text)` begins as a formula does", at: range(of: field),
      "write the value itself, or an apostrophe before it")
  }

  // MARK: Faults

  private func range(of field: CSVReader.Field) -> Range<Int> {
    var end = field.at
    while end < file.bytes.count, ![UInt8(ascii: ","), 0x0A, 0x0D].contains(file.bytes[end]) {
      end += 1
    }
    return field.at..<max(end, min(field.at + 1, file.bytes.count))
  }

  private mutating func fault(_ message: String, at range: Range<Int>?, _ help: String) {
    fault(message, at: range.map { SourceRange(file, $0) }, help)
  }

  /// Adds what somebody else finds wrong with a row.
  mutating func fault(_ message: String, at range: SourceRange?, _ help: String) {
    faults.append(.error(.csvMalformed, message, at: range, help: help))
  }
}

extension DiagnosticCode {
  static let csvMalformed = DiagnosticCode(
    "csv-malformed", "A row of a CSV file cannot be taken.",
    """
    The columns are email, name, desk, reason and validUntil, separated by commas; the file is UTF-8, with \
    or without a byte order mark, and its lines end alike. All faults are listed, and one keeps all rows \
    out: half an import is harder to find than none.
    """)

  static let bulkCodes: [DiagnosticCode] = [.bulkOverlap, .csvMalformed]
}
