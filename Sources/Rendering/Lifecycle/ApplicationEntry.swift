package import AccessModel
import Diagnostics
package import Lifecycle

/// What people are shown of one application: its life and what hangs on it.
package struct ApplicationEntry: Sendable {
  package let life: ApplicationLife
  /// When a decision is expected; nil when staff owe none.
  package let expected: ClosedRange<WorkingDay>?
  package let isOverdue: Bool
  package let next: NextStep?
  /// The mail about the last decision.
  package let mail: Mail?
  package let stop: OverrideLife

  package init(
    life: ApplicationLife, calendar: WorkingCalendar, inProduction: Bool, now: Instant,
    mails: [Mail], stop: OverrideLife
  ) {
    self.life = life
    let submitted = life.phase.waitsForDecision ? life.lastSubmission?.at : nil
    expected = submitted.map { calendar.expectation(for: $0) }
    isOverdue = submitted.map { calendar.isOverdue(submitted: $0, now: now) } ?? false
    next = life.nextStep(inProduction: inProduction)
    mail = mails.filter { $0.subject.string == life.subject.text }.max { $0.number < $1.number }
    self.stop = stop
  }

  /// The state in words, a stop over the application included.
  package var stateWords: String {
    stop.stop.map { "\(life.words), \($0.word) for \($0.incident)" } ?? life.words
  }
}
