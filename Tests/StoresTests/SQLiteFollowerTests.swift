import AccessModel
import Diagnostics
import Foundation
import Plans
import SQLiteStore
import StoreFixtures
import Stores
import Testing

/// What a follower of a file is told when the file is taken away, replaced or put back.
@Suite struct SQLiteFollowerTests {
  private let folder: TemporaryFolder
  private let store: SQLiteStore
  private let subject: Subject
  private let follower: any RegisterFollower

  init() throws {
    folder = try TemporaryFolder()
    store = SQLiteStore(path: folder.file("register.db"), lockTimeoutMilliseconds: 50)
    subject = Subject(store: store)
    try subject.apply([
      .create(SampleResource.set("viewers")), .create(SampleResource.user("harbour", "amy")),
    ])
    follower = store.makeFollower()
    #expect(try follower.news()?.revision == 1)
  }

  private func change(_ name: Text, seconds: Int64) throws {
    try subject.apply(
      [.update(SampleResource.user("harbour", "amy", displayName: name))], seconds: seconds)
  }

  private func reason() -> String? {
    do throws(StoreError) {
      return try follower.news().map { "news of \($0.revision)" }
    } catch {
      return "\(error)"
    }
  }

  @Test func aFileThatIsGoneIsMissingAndOneThatComesBackIsToldWhole() throws {
    try FileManager.default.moveItem(
      atPath: folder.file("register.db"), toPath: folder.file("away.db"))
    #expect(try #require(reason()).contains("missing"))
    #expect(try #require(reason()).contains("missing"))
    try FileManager.default.moveItem(
      atPath: folder.file("away.db"), toPath: folder.file("register.db"))
    #expect(try follower.news()?.isWhole == true)
    #expect(reason() == nil)
  }

  /// The same lineage, the same revision numbers, another history.
  @Test func aBackupPutInPlaceIsToldWhole() throws {
    let backup = try folder.bytes("register.db")
    try change("Amy Chan", seconds: 1)
    #expect(try follower.news()?.isWhole == false)
    // In place, as a copy over the file does it, and as a new file.
    for isNewFile in [false, true] {
      if isNewFile { try FileManager.default.removeItem(atPath: folder.file("register.db")) }
      try folder.write(backup, to: "register.db")
      try change(isNewFile ? "Amy Ho" : "Amy Lam", seconds: 2)
      let news = try #require(try follower.news())
      #expect(news.isWhole && news.revision == 2)
      #expect(
        news.rows.contains { $0.canonical.string.contains(isNewFile ? "Amy Ho" : "Amy Lam") })
      #expect(reason() == nil)
    }
    try folder.write(backup, to: "register.db")
    #expect(try follower.news()?.revision == 1)
  }

  @Test func aScopeThatDoesNotHoldWhatItsDigestSaysIsToldToNobody() throws {
    try change("Amy Chan", seconds: 1)
    let sound = try folder.bytes("register.db")
    let name = Array("Amy Chan".utf8)
    var damaged = sound
    for start in sound.indices.dropLast(name.count)
    where sound[start..<start + name.count].elementsEqual(name) { damaged[start + 6] ^= 1 }
    try folder.write(damaged, to: "register.db")
    #expect(try #require(reason()).contains("damaged"))
    #expect(try #require(reason()).contains("damaged"))
    try folder.write(sound, to: "register.db")
    #expect(try follower.news()?.isWhole == true)
  }

  @Test func aWriterWhoWaitsForReadersDoesNotWaitForAFollower() throws {
    for second in 1...20 {
      try change(Text("Amy \(second)"), seconds: Int64(second))
      #expect(try follower.news()?.revision == Int64(second) + 1)
    }
  }
}
