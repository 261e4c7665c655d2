import Diagnostics
import Foundation
import SQLiteStore
import Stores
import Testing

/// Real processes that apply to one store at once.
@Suite(.serialized) struct RaceTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Starts one process for each institution and gives how their applies ended, added up.
  private func race(_ institutions: [String], rounds: Int) throws -> [String: Int] {
    let driver = try FaultDriver.path
    let (store, barrier) = (folder.file("register.db"), folder.file("barrier"))
    let racers = try institutions.map { institution in
      try FaultDriver.start([driver, "race", store, institution, "\(rounds)", barrier])
    }
    try folder.write([], to: "barrier")
    var sums: [String: Int] = [:]
    for racer in racers {
      let said = FaultDriver.finish(racer).said
      let words = said.split(whereSeparator: \.isWhitespace).map(String.init)
      #expect(words.count == 6, "\(said)")
      for index in stride(from: 0, to: words.count - 1, by: 2) {
        sums[words[index], default: 0] += Int(words[index + 1]) ?? 0
      }
    }
    return sums
  }

  private var store: SQLiteStore {
    SQLiteStore(path: folder.file("register.db"), lockTimeoutMilliseconds: 2_000)
  }

  private func expectCounts(_ won: Int?) throws {
    var commits = 0
    try store.readAudit { commits += $0.action.is("commit") ? 1 : 0 }
    #expect(commits == won)
    #expect(try store.revisions(touching: nil).count == won)
    #expect(try store.status().head.revision == Int64(won ?? -1))
    #expect(try AuditVerifier.findings(in: store) == [])
    #expect(try store.integrityProblems() == [])
  }

  @Test func everyWinnerOfARaceForOneScopeIsOneRevision() throws {
    let sums = try race(Array(repeating: "harbour", count: 4), rounds: 40)
    #expect(sums["other"] == 0)
    #expect((sums["won"] ?? 0) + (sums["stale"] ?? 0) == 160)
    #expect((sums["stale"] ?? 0) > 0)
    try expectCounts(sums["won"])
  }

  @Test func appliesToDisjointScopesAllSucceed() throws {
    try Subject(store: store).apply([])
    let sums = try race(["harbour", "peak", "lantau", "victoria"], rounds: 10)
    #expect(sums == ["won": 40, "stale": 0, "other": 0])
    try expectCounts(41)
  }
}
