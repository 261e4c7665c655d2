import AccessModel
import Diagnostics
import Foundation
import Plans
import SQLiteStore
import StoreFixtures
import Stores
import Testing

/// What happens when the world around a write moves.
@Suite struct SQLiteWorldTests {
  let folder: TemporaryFolder
  let store: SQLiteStore
  let subject: Subject

  init() throws {
    folder = try TemporaryFolder()
    store = SQLiteStore(path: folder.file("register.db"), lockTimeoutMilliseconds: 50)
    subject = Subject(store: store)
    try subject.apply([.create(SampleResource.set("viewers"))])
  }

  private func plan() throws -> Plan {
    try subject.plan([.create(SampleResource.set("traders"))])
  }

  @Test func aSecondWriterIsToldThatTheStoreIsLocked() throws {
    let holder = try store.beginWriting(creating: nil)
    let outcome = try subject.outcome(of: plan())
    guard case .notApplied(.locked) = outcome else { throw Unexpected("\(outcome)") }
    holder.rollback()
    #expect(try subject.receipt(subject.outcome(of: plan())).revision == 2)
  }

  @Test func aLockedStoreNamesTheProcessThatHoldsIt() throws {
    let holder = Process()
    holder.executableURL = URL(filePath: try FaultDriver.path)
    holder.arguments = ["hold", folder.file("register.db")]
    let (input, output) = (Pipe(), Pipe())
    holder.standardInput = input
    holder.standardOutput = output
    try holder.run()
    let said = output.fileHandleForReading.availableData
    try #require(String(decoding: said, as: UTF8.self).hasPrefix("held"))
    let outcome = try subject.outcome(of: plan())
    guard case .notApplied(.locked(let name)) = outcome else { throw Unexpected("\(outcome)") }
    #expect(
      try #require(name).hasPrefix(
        "process \(holder.processIdentifier) (`fault-driver`, running for "))
    try input.fileHandleForWriting.close()
    holder.waitUntilExit()
  }

  @Test func readersGoOnWhileAWriterWrites() throws {
    let writer = try store.beginWriting(creating: nil)
    #expect(try store.snapshot(.all).revision == 1)
    writer.rollback()
  }

  @Test(arguments: ["delete", "rename", "replace"])
  func aFileTakenAwayDuringTheWriteIsNotApplied(_ way: String) throws {
    let path = folder.file("register.db")
    let copy = try folder.bytes("register.db")
    let plan = try plan()
    let outcome = try subject.outcome(of: plan) { _ in
      if way == "rename" {
        try? FileManager.default.moveItem(atPath: path, toPath: path + ".old")
      } else {
        try? FileManager.default.removeItem(atPath: path)
      }
      if way == "replace" { try? folder.write(copy, to: "register.db") }
      return .accepted
    }
    guard case .notApplied = outcome else { throw Unexpected("\(outcome)") }
    if way == "replace" { #expect(try folder.bytes("register.db") == copy) }
    if way == "rename" { #expect(try folder.bytes("register.db.old") == copy) }
    if way != "replace" { #expect(try !store.exists()) }
  }

  /// SQLite looks before its first write only; we look before COMMIT.
  @Test(arguments: ["delete", "rename"])
  func aFileTakenAwayAfterTheFirstRowIsNotCommitted(_ way: String) throws {
    let path = folder.file("register.db")
    let bytes = CanonicalJSON.bytes(of: SampleResource.set("traders"))
    let transaction = try store.beginWriting(creating: nil)
    let row = StoredRow(
      address: SampleResource.set("traders").address, owner: "x", digest: Digest.of(bytes),
      canonical: Text(bytes), source: nil, sinceRevision: 2)
    #expect(try transaction.insert(row))
    switch way {
    case "delete": try FileManager.default.removeItem(atPath: path)
    default: try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
    }
    #expect(throws: StoreError.self) { try transaction.commit() }
    transaction.rollback()
    #expect(try !store.exists())
  }

  @Test func aFailedFirstWriteTakesItsFileAway() throws {
    let fresh = SQLiteStore(path: folder.file("fresh.db"), lockTimeoutMilliseconds: 50)
    let transaction = try fresh.beginWriting(creating: SamplePlan.identity)
    transaction.rollback()
    #expect(try folder.contents == ["register.db"])
  }

  @Test func aStoreInAMissingFolderIsNotApplied() throws {
    let lost = Subject(
      store: SQLiteStore(path: folder.file("no/register.db"), lockTimeoutMilliseconds: 50))
    let outcome = try lost.outcome(of: lost.plan([.create(SampleResource.set("viewers"))]))
    guard case .notApplied(.unreachable) = outcome else { throw Unexpected("\(outcome)") }
    #expect(try folder.contents == ["register.db"])
  }

  @Test func nothingIsWrittenAfterAnError() throws {
    let transaction = try store.beginWriting(creating: nil)
    let before = try store.status().head
    let entry = AuditEntry(
      sequence: 1, revision: 2, action: "commit", subject: "x", before: nil, after: nil,
      detail: "{}", hash: .zero)
    #expect(throws: StoreError.self) { try transaction.append(entry) }
    #expect(throws: StoreError.self) { try transaction.removeOwnerForTest() }
    #expect(throws: StoreError.self) { try transaction.commit() }
    transaction.rollback()
    #expect(try store.status().head == before)
    #expect(try store.snapshot(.all).owners == [])
  }

  @Test func aCrashBeforeTheEndOfAWriteIsUndoneByTheNextReader() throws {
    // A hot journal: the file as it was is journalled, and the file itself is half overwritten.
    let before = try folder.bytes("register.db")
    let copy = SQLiteStore(path: folder.file("copy.db"), lockTimeoutMilliseconds: 50)
    _ = try subject.receipt(subject.outcome(of: plan()))
    let journal = JournalFixture.journal(of: before)
    var half = try folder.bytes("register.db")
    for offset in 4_096..<8_192 where offset < half.count { half[offset] = 0xAA }
    try folder.write(half, to: "copy.db")
    try folder.write(journal, to: "copy.db-journal")
    #expect(try copy.snapshot(.all).revision == 1)
    #expect(try folder.bytes("copy.db") == before)
    #expect(try !folder.contents.contains("copy.db-journal"))
  }
}

extension WriteTransaction {
  /// Any step after an error.
  fileprivate func removeOwnerForTest() throws(StoreError) {
    try setOwner(Owner(name: "late", institution: nil, protected: []))
  }
}

/// Rollback journals as SQLite lays them out.
enum JournalFixture {
  /// A journal that holds every page of a file as it was.
  ///
  /// Source: sqlite.org/fileformat2.html section 3.
  static func journal(of file: [UInt8], pageSize: Int = 4_096) -> [UInt8] {
    let pages = file.count / pageSize
    let nonce: UInt32 = 0x1234_5678
    var bytes: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
    for number in [UInt32(pages), nonce, UInt32(pages), 512, UInt32(pageSize)] {
      append(number, to: &bytes)
    }
    bytes += [UInt8](repeating: 0, count: 512 - bytes.count)
    for page in 0..<pages {
      let content = Array(file[page * pageSize..<(page + 1) * pageSize])
      append(UInt32(page + 1), to: &bytes)
      bytes += content
      var sum = nonce
      var offset = pageSize - 200
      while offset > 0 {
        sum &+= UInt32(content[offset])
        offset -= 200
      }
      append(sum, to: &bytes)
    }
    return bytes
  }

  private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
    for shift in [24, 16, 8, 0] as [UInt32] {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }
}
