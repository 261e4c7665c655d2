import AccessModel
import Diagnostics
import Foundation
import Plans
import SQLiteStore
import StoreFixtures
import Stores
import Testing

/// What a SQLite store refuses to open, and what it leaves of the file it opens.
@Suite struct SQLiteFileTests {
  let folder: TemporaryFolder
  let store: SQLiteStore
  let subject: Subject

  init() throws {
    folder = try TemporaryFolder()
    store = SQLiteStore(path: folder.file("register.db"), lockTimeoutMilliseconds: 50)
    subject = Subject(store: store)
  }

  private func fill() throws {
    try subject.apply([
      .create(SampleResource.set("viewers")), .create(SampleResource.user("harbour", "amy")),
    ])
  }

  /// The reason of the error that opening the store ends in.
  private func refusal() throws -> String {
    do throws(StoreError) {
      _ = try store.snapshot(.all)
    } catch {
      return "\(error)"
    }
    throw Unexpected("the store opened")
  }

  @Test func readingLeavesTheBytesAndTheFolderAsTheyWere() throws {
    try fill()
    let before = try folder.bytes("register.db")
    _ = try (store.exists(), store.snapshot(.all), store.status(), store.revisions(touching: nil))
    _ = try (store.rows(RowFilter(), asOf: 1), store.integrityProblems())
    #expect(try AuditVerifier.findings(in: store) == [])
    _ = try store.revision(ofApply: "apply-1")
    #expect(try folder.bytes("register.db") == before)
    #expect(try folder.contents == ["register.db"])
  }

  @Test func readingWhereNothingIsMakesNothing() throws {
    #expect(try !store.exists())
    #expect(try store.snapshot(.all).store == nil)
    #expect(throws: StoreError.self) { try store.beginWriting(creating: nil) }
    #expect(try folder.contents == [])
  }

  @Test func anEmptyFileIsNoStoreYet() throws {
    try folder.write([], to: "register.db")
    #expect(try !store.exists())
    #expect(throws: StoreError.self) { try store.status() }
    try fill()
    #expect(try store.exists())
  }

  @Test func theFileIsReadableByItsOwnerOnly() throws {
    try fill()
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("register.db"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func aSymbolicLinkIsRefused() throws {
    try fill()
    try FileManager.default.moveItem(
      atPath: folder.file("register.db"), toPath: folder.file("elsewhere.db"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("register.db"), withDestinationPath: folder.file("elsewhere.db"))
    #expect(try refusal().contains("symbolic link"))
    #expect(throws: StoreError.self) { try store.beginWriting(creating: SamplePlan.identity) }
  }

  @Test func aStoreInALinkedFolderOpens() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link"), withDestinationPath: folder.path)
    let linked = SQLiteStore(path: folder.file("link/register.db"), lockTimeoutMilliseconds: 50)
    try Subject(store: linked).apply([.create(SampleResource.set("viewers"))])
    #expect(try store.snapshot(.all).rows.count == 1)
  }

  @Test func aFileWithTwoNamesIsRefused() throws {
    try fill()
    try FileManager.default.linkItem(
      atPath: folder.file("register.db"), toPath: folder.file("second.db"))
    #expect(try refusal().contains("2 names"))
  }

  @Test func aFolderIsRefused() throws {
    try FileManager.default.createDirectory(
      atPath: folder.file("register.db"), withIntermediateDirectories: false)
    #expect(try refusal().contains("not a plain file"))
  }

  @Test func aFileThatIsNoDatabaseIsRefused() throws {
    try folder.write(Array("hello, this is not a database at all".utf8), to: "register.db")
    #expect(try refusal().contains("not an SQLite database"))
    try folder.write([UInt8](repeating: 0, count: 8_192), to: "register.db")
    #expect(try refusal().contains("not"))
  }

  @Test func aDatabaseOfAnotherProgramIsRefused() throws {
    try fill()
    var bytes = try folder.bytes("register.db")
    // The application id stands at byte 68 of the header. Source: sqlite.org/fileformat2.html.
    bytes[71] ^= 1
    try folder.write(bytes, to: "register.db")
    #expect(try refusal().contains("not a store of mandate"))
    #expect(throws: StoreError.self) { try store.beginWriting(creating: SamplePlan.identity) }
    #expect(try folder.bytes("register.db") == bytes)
  }

  @Test func aSchemaThatIsNotOursToTheLetterIsRefused() throws {
    try fill()
    let bytes = try folder.bytes("register.db")
    let (rule, weaker) = (Array("IN ('prod', 'sandbox'".utf8), Array("IN ('prod', 'sandbux'".utf8))
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: rule) })
    try folder.write(
      Array(bytes[..<place]) + weaker + Array(bytes[(place + rule.count)...]), to: "register.db")
    #expect(try refusal().contains("the tables of"))
    #expect(throws: StoreError.self) { try store.beginWriting(creating: nil) }
  }

  @Test func aStoreOfANewerVersionIsRefusedAndSaysToUpgrade() throws {
    try fill()
    var bytes = try folder.bytes("register.db")
    // The user version stands at byte 60 of the header.
    bytes[63] = 2
    try folder.write(bytes, to: "register.db")
    #expect(try refusal().contains("upgrade mandate"))
    #expect(throws: StoreError.self) { try store.beginWriting(creating: nil) }
    #expect(try folder.bytes("register.db") == bytes)
  }

  @Test func aFileThatKeepsAWriteAheadLogIsRefusedWithoutTouchingIt() throws {
    try fill()
    var bytes = try folder.bytes("register.db")
    bytes[18] = 2
    bytes[19] = 2
    try folder.write(bytes, to: "register.db")
    #expect(try refusal().contains("write-ahead log"))
    #expect(throws: StoreError.self) { try store.beginWriting(creating: nil) }
    #expect(try folder.bytes("register.db") == bytes)
    #expect(try folder.contents == ["register.db"])
  }

  @Test func aTruncatedFileIsRefused() throws {
    try fill()
    let bytes = try folder.bytes("register.db")
    for count in [100, 512, 4_096, 8_192, bytes.count / 2, bytes.count - 4_096] {
      try folder.write(Array(bytes[..<count]), to: "register.db")
      #expect(try !refusal().isEmpty, "\(count) bytes")
    }
  }

  /// Wherever one bit of the file turns, the store either says so or holds what it held.
  @Test func aTurnedBitIsRefusedOrChangesNothing() throws {
    try fill()
    let bytes = try folder.bytes("register.db")
    let content = try subject.content()
    let head = try store.status().head
    var refused = 0
    for (offset, bit) in sampleOfBits(bytes) {
      var damaged = bytes
      damaged[offset] ^= 1 << bit
      try folder.write(damaged, to: "register.db")
      do throws(StoreError) {
        let rows = try store.snapshot(.all).rows.map(\.line).sorted()
        let findings = try AuditVerifier.findings(in: store)
        let problems = try store.integrityProblems()
        guard findings.isEmpty, problems.isEmpty else {
          refused += 1
          continue
        }
        #expect(rows == content.sorted(), "byte \(offset) bit \(bit)")
        let headNow = try store.status().head
        #expect(headNow == head, "byte \(offset) bit \(bit)")
      } catch {
        refused += 1
      }
    }
    #expect(refused > 100)
  }

  @Test func aSnapshotOfContentThatChangedByItselfIsRefused() throws {
    try fill()
    let bytes = try folder.bytes("register.db")
    for needle in ["Amy Wong", "amy@harbour", "market.*", "PermissionSetviewers"] {
      let pattern = Array(needle.utf8)
      let places = bytes.indices.filter { bytes[$0...].starts(with: pattern) }
      #expect(!places.isEmpty, "\(needle)")
      for place in places {
        var damaged = bytes
        damaged[place + pattern.count - 1] ^= 1
        try folder.write(damaged, to: "register.db")
        #expect(throws: StoreError.self, "\(needle)") { try store.snapshot(.all) }
      }
    }
  }

  /// Two bits of every byte of the header, and one in each of many bytes elsewhere not zero.
  private func sampleOfBits(_ bytes: [UInt8]) -> [(offset: Int, bit: Int)] {
    var sample: [(offset: Int, bit: Int)] = []
    for offset in 0..<100 { sample += [(offset, offset % 8), (offset, 7)] }
    let used = (100..<bytes.count).filter { bytes[$0] != 0 }
    for index in stride(from: 0, to: used.count, by: max(1, used.count / 300)) {
      sample.append((used[index], index * 5 % 8))
    }
    return sample
  }
}
