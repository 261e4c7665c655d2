import AccessModel
import Diagnostics
import Glibc
import Plans
import SQLiteStore
import StoreFixtures
import Stores

/// Many processes that apply to one store as fast as they can.
enum Race {
  /// Tries `rounds` applies to one institution's scope and prints how each ended.
  ///
  /// Every plan is made on a fresh snapshot; so a loss means that another process was quicker.
  static func run(store path: String, institution: String, rounds: Int, barrier: String) {
    while unsafe access(barrier, F_OK) != 0 { usleep(1_000) }
    let store = SQLiteStore(path: path, lockTimeoutMilliseconds: 60_000)
    let (scope, name) = (Text(institution), Text("user-\(getpid())"))
    let address = Address(.portalUser, institution: scope, name: name)
    var tally = (won: 0, stale: 0, other: 0)
    for round in 0..<rounds {
      do {
        let snapshot = try store.snapshot(.only([.institution(scope)]))
        let user = SampleResource.user(scope, name, displayName: Text("Round \(round)"))
        let exists = snapshot.rows.contains { $0.address == address }
        let plan = SamplePlan.make([exists ? .update(user) : .create(user)], on: snapshot)
        let header = SamplePlan.header(applyID: Text("\(getpid())-\(round)"))
        // Without a pause between plan and apply one process wins again and again.
        usleep(UInt32.random(in: 0...10_000))
        let outcome = try commit(
          plan, header: header, to: store, newStore: SamplePlan.identity, judge: { _ in .accepted })
        if case .applied = outcome {
          tally.won += 1
        } else {
          tally.other += 1
          print("# \(Scenario.word(for: outcome))")
        }
      } catch Refusal.stale {
        tally.stale += 1
      } catch {
        tally.other += 1
        print("# \(error)")
      }
    }
    print("won \(tally.won) stale \(tally.stale) other \(tally.other)")
  }

  /// Holds the write lock until the standard input ends.
  static func hold(_ path: String) {
    let store = SQLiteStore(path: path, lockTimeoutMilliseconds: 2_000)
    do {
      let transaction = try store.beginWriting(creating: nil)
      print("held")
      _ = fflush(nil)
      while readLine() != nil {}
      transaction.rollback()
    } catch {
      print("failed \(error)")
    }
  }

  /// Reads the whole store again and again until a file appears, and prints how often it was whole.
  ///
  /// A snapshot checks itself, so a mix of two revisions would be an error.
  static func watch(_ path: String, until stop: String) {
    let store = SQLiteStore(path: path, lockTimeoutMilliseconds: 60_000)
    var tally = (whole: 0, backwards: 0, bad: 0)
    var last: Int64 = 0
    while unsafe access(stop, F_OK) != 0 {
      do {
        let revision = try store.snapshot(.all).revision
        if revision < last { tally.backwards += 1 }
        last = revision
        tally.whole += 1
      } catch {
        tally.bad += 1
        print("# \(error)")
      }
    }
    print("watched \(tally.whole) bad \(tally.bad + tally.backwards)")
  }

  /// Prints how many applies a store counts, in each of the three places where it counts them.
  static func tally(_ path: String) {
    let store = SQLiteStore(path: path, lockTimeoutMilliseconds: 2_000)
    do {
      var commits = 0
      try store.readAudit { commits += $0.action == "commit" ? 1 : 0 }
      let revisions = try store.revisions(touching: nil).count
      print("head \(try store.status().head.revision) revisions \(revisions) commits \(commits)")
    } catch {
      print("unreadable \(error)")
    }
  }
}
