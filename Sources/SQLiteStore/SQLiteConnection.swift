import AccessModel
import CSQLite
import Diagnostics
import Glibc
import Stores

/// One open SQLite database; the only file that calls the library.
///
/// Every return code is checked and becomes a `StoreError` that keeps the extended code and never a
/// value of a row.
@safe final class SQLiteConnection {
  enum Mode {
    case reading, writing
  }

  private let handle: OpaquePointer
  private var statements: [SQL: SQLiteStatement] = [:]

  /// Opens the file, which must exist.
  ///
  /// - Throws: `unreachable` when it cannot be opened, `foreign` when it keeps a write-ahead log.
  init(path: String, mode: Mode, lockTimeoutMilliseconds: Int32) throws(StoreError) {
    let access = mode == .reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
    let flags = access | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    var opened: OpaquePointer?
    let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
    guard let opened = unsafe opened else {
      throw .failed(code: code, reason: "SQLite has no memory to open the file")
    }
    unsafe handle = opened
    try check(code)
    try check(unsafe sqlite3_busy_timeout(handle, lockTimeoutMilliseconds))
    try harden()
  }

  deinit { close() }

  private var isClosed = false

  /// Ends all statements and releases every lock; what was not committed is undone.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    for statement in statements.values { statement.finish() }
    statements = [:]
    let code = unsafe sqlite3_close(handle)
    precondition(code == SQLITE_OK, "a statement outlived its connection; this is a bug in mandate")
  }

  /// Takes from the file's schema every power to act.
  private func harden() throws(StoreError) {
    let settings: [(option: Int32, value: Int32)] = [
      (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
      (SQLITE_DBCONFIG_ENABLE_TRIGGER, 0), (SQLITE_DBCONFIG_ENABLE_VIEW, 0),
      (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0), (SQLITE_DBCONFIG_ENABLE_FKEY, 1),
      (SQLITE_DBCONFIG_DQS_DDL, 0), (SQLITE_DBCONFIG_DQS_DML, 0),
    ]
    for (option, value) in settings {
      try check(unsafe mandate_sqlite_configure(handle, option, value))
    }
  }

  // MARK: Running statements

  /// Runs a statement without rows and gives the number of rows it changed.
  @discardableResult
  func execute(_ sql: SQL, _ values: [SQLiteValue] = []) throws(StoreError) -> Int {
    try query(sql, values) { _ in }
    return Int(unsafe sqlite3_changes64(handle))
  }

  /// Runs a statement and calls `body` on every row.
  func query(
    _ sql: SQL, _ values: [SQLiteValue] = [],
    _ body: (SQLiteStatement) throws(StoreError) -> Void
  ) throws(StoreError) {
    let statement = try prepared(sql)
    defer { statement.reset() }
    for (offset, value) in values.enumerated() {
      try check(statement.bind(Int32(offset) + 1, value))
    }
    while try advance(statement) { try body(statement) }
  }

  private func advance(_ statement: SQLiteStatement) throws(StoreError) -> Bool {
    let code = statement.step()
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw failure(code)
    }
  }

  /// The statement, made once for a connection.
  private func prepared(_ sql: SQL) throws(StoreError) -> SQLiteStatement {
    if let statement = statements[sql] { return statement }
    var made: OpaquePointer?
    let code = unsafe sqlite3_prepare_v3(
      handle, sql.text.description, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil)
    try check(code)
    guard let made = unsafe made else {
      preconditionFailure("an empty SQL statement; this is a bug in mandate")
    }
    let statement = unsafe SQLiteStatement(made)
    statements[sql] = statement
    return statement
  }

  // MARK: State

  /// Whether a transaction is open; SQLite may end one by itself after an error.
  ///
  /// Source: sqlite.org/lang_transaction.html section 3.
  var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

  /// Whether the open file is no longer the one of that name.
  func hasMoved() throws(StoreError) -> Bool {
    var moved: Int32 = 0
    try check(unsafe sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved))
    return moved != 0
  }

  /// Whether the header says that the file keeps a write-ahead log.
  ///
  /// WHY not `PRAGMA journal_mode`: asking SQLite opens the log, and that writes beside the file.
  func usesWriteAheadLog() throws(StoreError) -> Bool {
    var header = [UInt8](repeating: 0, count: 20)
    let code = unsafe header.withUnsafeMutableBytes {
      unsafe mandate_sqlite_peek(handle, $0.baseAddress, Int32($0.count))
    }
    if code == ExtendedCode.shortRead { return false }
    try check(code)
    return header.starts(with: "SQLite format 3\0".utf8) && (header[18] > 1 || header[19] > 1)
  }

  /// The library's version, such as `3.40.1`.
  static var version: String { unsafe String(cString: sqlite3_libversion()) }

  /// The magic number of the file system that holds `path`, or nil when that cannot be asked.
  static func fileSystemType(of path: String) -> UInt32? {
    UInt32(exactly: unsafe mandate_file_system_type(path))
  }

  // MARK: Errors

  private func check(_ code: Int32) throws(StoreError) {
    guard code != SQLITE_OK else { return }
    throw failure(code)
  }

  private func failure(_ code: Int32) -> StoreError {
    let message = unsafe String(cString: sqlite3_errmsg(handle))
    let general = unsafe String(cString: sqlite3_errstr(code))
    return unsafe StoreError(
      code: code, general: general, message: message, systemError: sqlite3_system_errno(handle))
  }
}

extension StoreError {
  /// What a result code of SQLite means for a store.
  ///
  /// `message` may quote the schema of a damaged file, so it is used only where it speaks of ours.
  fileprivate init(code: Int32, general: String, message: String, systemError: Int32) {
    let cause =
      systemError == 0 ? general : "\(general): \(unsafe String(cString: strerror(systemError)))"
    let isOutOfRoom = [ENOSPC, EDQUOT, EFBIG].contains(systemError)
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: self = .locked(holder: nil)
    case SQLITE_FULL: self = .full(reason: cause)
    case SQLITE_IOERR where isOutOfRoom: self = .full(reason: cause)
    case SQLITE_READONLY where code == ExtendedCode.databaseMoved:
      self = .unreachable(reason: "the file was moved or replaced while it was open")
    case SQLITE_READONLY: self = .readOnly(reason: cause)
    case SQLITE_CORRUPT: self = .damaged(reason: general)
    case SQLITE_NOTADB: self = .foreign(reason: "the file is not an SQLite database")
    case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH, SQLITE_NOLFS: self = .unreachable(reason: cause)
    case SQLITE_IOERR, SQLITE_NOMEM: self = .failed(code: code, reason: cause)
    default: self = .failed(code: code, reason: message)
    }
  }
}

/// Codes whose C macros Swift cannot read.
private enum ExtendedCode {
  static let shortRead = SQLITE_IOERR | 2 << 8
  static let databaseMoved = SQLITE_READONLY | 4 << 8
}

/// A value given to a statement.
enum SQLiteValue {
  case null
  case integer(Int64)
  case text(Text)
  case digest(Digest)

  static func optional(_ text: Text?) -> SQLiteValue { text.map(SQLiteValue.text) ?? .null }

  static func optional(_ digest: Digest?) -> SQLiteValue { digest.map(SQLiteValue.digest) ?? .null }
}

/// A prepared statement, and the row it stands on while it is stepped through.
@safe final class SQLiteStatement {
  private let handle: OpaquePointer

  fileprivate init(_ handle: OpaquePointer) { unsafe self.handle = handle }

  fileprivate func finish() { _ = unsafe sqlite3_finalize(handle) }

  fileprivate func step() -> Int32 { unsafe sqlite3_step(handle) }

  /// WHY the codes are not looked at: reset repeats the error of the step, which was reported.
  fileprivate func reset() {
    _ = unsafe sqlite3_reset(handle)
    _ = unsafe sqlite3_clear_bindings(handle)
  }

  fileprivate func bind(_ index: Int32, _ value: SQLiteValue) -> Int32 {
    switch value {
    case .null: return unsafe sqlite3_bind_null(handle, index)
    case .integer(let number): return unsafe sqlite3_bind_int64(handle, index, number)
    case .text(let text):
      return unsafe text.bytes.withUnsafeBytes {
        unsafe mandate_sqlite_bind_text(handle, index, $0.baseAddress, Int32($0.count))
      }
    case .digest(let digest):
      return unsafe digest.withBytes {
        unsafe mandate_sqlite_bind_blob(handle, index, $0.baseAddress, Int32($0.count))
      }
    }
  }

  // MARK: The columns of the row

  func isNull(_ column: Int32) -> Bool { unsafe sqlite3_column_type(handle, column) == SQLITE_NULL }

  func integer(_ column: Int32) throws(StoreError) -> Int64 {
    try require(column, SQLITE_INTEGER)
    return unsafe sqlite3_column_int64(handle, column)
  }

  func text(_ column: Int32) throws(StoreError) -> Text {
    var bytes: [UInt8] = []
    _ = try append(column, to: &bytes)
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    return Text(bytes)
  }

  func optionalText(_ column: Int32) throws(StoreError) -> Text? {
    isNull(column) ? nil : try text(column)
  }

  func digest(_ column: Int32) throws(StoreError) -> Digest {
    try require(column, SQLITE_BLOB)
    guard let digest = unsafe Digest(bytes: blob(column)) else {
      throw .damaged(reason: "a digest has another length than 32 bytes")
    }
    return digest
  }

  func optionalDigest(_ column: Int32) throws(StoreError) -> Digest? {
    isNull(column) ? nil : try digest(column)
  }

  /// Appends the bytes of a text, which nobody has checked to be UTF-8 yet.
  func append(_ column: Int32, to buffer: inout [UInt8]) throws(StoreError) -> Range<Int> {
    try require(column, SQLITE_TEXT)
    let start = buffer.count
    unsafe buffer.append(contentsOf: blob(column))
    return start..<buffer.count
  }

  /// Whether a text has the bytes `range` of `buffer`.
  func equals(_ column: Int32, _ buffer: [UInt8], _ range: Range<Int>) throws(StoreError) -> Bool {
    try require(column, SQLITE_TEXT)
    let bytes = unsafe blob(column)
    return unsafe bytes.count == range.count
      && buffer.withUnsafeBytes {
        unsafe bytes.elementsEqual(UnsafeRawBufferPointer(rebasing: $0[range]))
      }
  }

  /// The bytes of a column; they last until the next step.
  private func blob(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = unsafe sqlite3_column_blob(handle, column)
    return unsafe UnsafeRawBufferPointer(
      start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }

  /// INVARIANT: STRICT tables hold only the declared types; another one means damage.
  private func require(_ column: Int32, _ type: Int32) throws(StoreError) {
    guard unsafe sqlite3_column_type(handle, column) == type else {
      throw .damaged(reason: "a column holds a value of another type")
    }
  }
}

extension StoreError {
  static let notUTF8 = StoreError.damaged(reason: "a text is not UTF-8")
}
