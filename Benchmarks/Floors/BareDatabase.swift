import AccessModel
import CSQLite
import Diagnostics

/// SQLite with as little between as can be.
@safe struct BareDatabase {
  private let handle: OpaquePointer

  init(path: String) {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
    guard unsafe sqlite3_open_v2(path, &opened, flags, nil) == SQLITE_OK,
      let opened = unsafe opened
    else { BenchmarkFailure.stop("SQLite cannot open \(path)") }
    unsafe handle = opened
  }

  func run(_ sql: String) {
    guard unsafe sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
      BenchmarkFailure.stop("SQLite refuses \(sql)")
    }
  }

  func prepare(_ sql: String) -> BareStatement {
    var made: OpaquePointer?
    guard unsafe sqlite3_prepare_v2(handle, sql, -1, &made, nil) == SQLITE_OK,
      let made = unsafe made
    else { BenchmarkFailure.stop("SQLite refuses \(sql)") }
    return unsafe BareStatement(handle: made)
  }

  func close() { _ = unsafe sqlite3_close(handle) }
}

/// One prepared insert; SQLite copies what is bound.
@safe struct BareStatement {
  fileprivate let handle: OpaquePointer

  func bind(_ index: Int32, _ text: Text) {
    unsafe text.bytes.withUnsafeBytes {
      _ = unsafe mandate_sqlite_bind_text(handle, index, $0.baseAddress, Int32($0.count))
    }
  }

  func bind(_ index: Int32, _ digest: Digest?) {
    guard let digest else {
      _ = unsafe sqlite3_bind_null(handle, index)
      return
    }
    unsafe digest.withBytes {
      _ = unsafe mandate_sqlite_bind_blob(handle, index, $0.baseAddress, Int32($0.count))
    }
  }

  func bind(_ index: Int32, _ number: Int64) {
    _ = unsafe sqlite3_bind_int64(handle, index, number)
  }

  func step() {
    guard unsafe sqlite3_step(handle) == SQLITE_DONE else {
      BenchmarkFailure.stop("an insert failed")
    }
    _ = unsafe sqlite3_reset(handle)
  }

  func finish() { _ = unsafe sqlite3_finalize(handle) }
}
