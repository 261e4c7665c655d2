import Dispatch
import Glibc
import Synchronization

extension DispatchQueue {
  /// How many threads share the work: one a core.
  static var workerCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// What `work` gives for each number below `count`, in their order, split over the cores.
  static func answers<Answer: Sendable>(
    for count: Int, _ work: @Sendable (Int) -> Answer
  ) -> [Answer] {
    let answers = Mutex([Answer?](repeating: nil, count: count))
    let next = Atomic(0)
    concurrentPerform(iterations: max(1, min(count, workerCount))) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let answer = work(index)
        answers.withLock { $0[index] = answer }
      }
    }
    return answers.withLock { $0 }.compactMap { $0 }
  }
}
