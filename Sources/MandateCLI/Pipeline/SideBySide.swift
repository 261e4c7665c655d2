import Dispatch
import Synchronization

/// Two pieces of work that need nothing of each other, at the same time where there are two cores.
enum SideBySide {
  private final class Answer<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }

  /// What both give, in their order; the first one runs on the caller's thread.
  ///
  /// WHY not `concurrentPerform`: loops of it inside each other run on one thread, and the work here
  /// has such loops of its own.
  static func run<One: Sendable, Other: Sendable>(
    _ one: () -> One, _ other: @escaping @Sendable () -> Other
  ) -> (One, Other) {
    let group = DispatchGroup()
    let answer = Answer<Other>()
    DispatchQueue.global().async(group: group) {
      let value = other()
      answer.value.withLock { $0 = value }
    }
    let first = one()
    group.wait()
    guard let second = answer.value.withLock({ $0 }) else {
      preconditionFailure("work that was waited for gave nothing; this is a bug in mandate")
    }
    return (first, second)
  }
}
