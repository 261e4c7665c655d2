import AccessModel
import Diagnostics
import Plans
import Stores

/// The register that a long check goes by: read once, and where it moved again before each answer.
final class CheckFollower {
  private let follower: any RegisterFollower
  /// Nil while the store cannot be read: then nothing is allowed, whatever was known before.
  private var judge: CheckJudge?
  /// What rows of each institution, and of none, hold, by their digests.
  ///
  /// WHY: reading a row back costs more than all else that a change of an institution costs.
  private var decoded: [Text: [Digest: Resource]] = [:]
  private var recorded: (at: Instant, in: Deployment)?
  /// The first thing that kept a question from being answered.
  private(set) var failure: CommandFailure?

  init(_ store: any RegisterStore) { follower = store.makeFollower() }

  /// Reads what moved; gives what answers from the register as it stands now.
  func catchUp() -> CheckBatch.Answer {
    do throws(CommandFailure) {
      if let news = try asking({ () throws(StoreError) in try follower.news() }) {
        try take(news)
      }
    } catch {
      judge = nil
      failure = failure ?? error
    }
    return judge?.appendAnswer ?? CheckJudge.refuseAll
  }

  /// A clock's time, lifted to the last one that is recorded: nothing that ended opens again because
  /// the clock of this machine is behind that of a writer.
  func lifted(_ now: Instant) -> Instant {
    recorded.map { now.lifted(to: $0.at, in: $0.in) } ?? now
  }

  private func take(_ news: RegisterNews) throws(CommandFailure) {
    recorded = news.lastRecorded.map { ($0, news.store.deployment) }
    var groups = Dictionary(grouping: news.rows, by: \.address.institution)
    for scope in news.scopes where groups[scope.institution] == nil {
      groups[scope.institution] = []
    }
    if news.isWhole { decoded.removeAll() }
    guard !news.isWhole, let judge else {
      let resources = try RegisterSplit.decode(news.rows)
      remember(news.rows, resources)
      judge = CheckJudge(AccessRegister(resources, deployment: news.store.deployment))
      return
    }
    var changed: [Text: [Resource]] = [:]
    for (name, rows) in groups { changed[name] = try resources(rows, of: name) }
    let common = changed.removeValue(forKey: .empty)
    judge.replace(common: common, institutions: changed)
  }

  /// The resources of an institution's rows, or of those of none; only what changed is read anew.
  private func resources(
    _ rows: [StoredRow], of institution: Text
  ) throws(CommandFailure) -> [Resource] {
    let before = decoded.removeValue(forKey: institution) ?? [:]
    let new = rows.filter { before[$0.digest] == nil }
    var after: [Digest: Resource] = [:]
    after.reserveCapacity(rows.count)
    for (row, resource) in zip(new, try RegisterSplit.decode(new)) { after[row.digest] = resource }
    for row in rows where after[row.digest] == nil { after[row.digest] = before[row.digest] }
    decoded[institution] = after
    return rows.compactMap { after[$0.digest] }
  }

  private func remember(_ rows: [StoredRow], _ resources: [Resource]) {
    for (row, resource) in zip(rows, resources) {
      decoded[row.address.institution, default: [:]][row.digest] = resource
    }
  }
}
