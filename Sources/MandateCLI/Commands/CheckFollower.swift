import AccessModel
import Diagnostics
import Plans
import Stores

/// The register that a long check goes by: read once, and where it moved again before each answer.
final class CheckFollower {
  private let follower: any RegisterFollower
  /// Nil while the store cannot be read: then nothing is allowed, whatever was known before.
  private var judge: CheckJudge?
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

  private func take(_ news: RegisterNews) throws(CommandFailure) {
    let resources = try RegisterSplit.decode(news.rows)
    guard !news.isWhole, let judge else {
      judge = CheckJudge(AccessRegister(resources, deployment: news.store.deployment))
      return
    }
    var groups = Dictionary(grouping: resources, by: \.address.institution)
    for scope in news.scopes where groups[scope.institution] == nil {
      groups[scope.institution] = []
    }
    let common = groups.removeValue(forKey: .empty)
    judge.replace(common: common, institutions: groups)
  }
}
