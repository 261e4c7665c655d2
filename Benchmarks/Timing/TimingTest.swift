import AccessModel
import Glibc

/// Times single calls of a function on secrets of two classes in random order, and says how far apart
/// the classes are.
///
/// The way of Reparaz, Balasch and Verbauwhede, "Dude, is my code constant time?", 2016: every input
/// is made before anything is timed, slow measurements are cropped at several percentiles because
/// interrupts hit both classes alike, and the greatest of the distances counts.
struct TimingTest {
  /// A distance from which on the classes take different time.
  static let distanceMax = 4.5
  private static let batch = 20_000
  /// The share of measurements that are kept, from the quickest on.
  private static let kept = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995, 1]

  let calls: Int
  /// Those that are known; each input is made from one of them.
  let known: [[UInt8]]
  let seed: UInt64

  /// The greatest distance between the classes of `pair`, its sign left out.
  func distance(_ pair: TimedPair, _ body: (Digest) -> Bool) -> Double {
    var random = SeededNumbers(seed: seed)
    var tests = Self.kept.map { _ in WelchTest() }
    var limits: [Double] = []
    var found = 0
    for round in 0...(calls / Self.batch) {
      let classes = (0..<Self.batch).map { _ in Int(random.next() >> 63) }
      let inputs = classes.map { number in
        let valid = known[Int(random.next() % UInt64(known.count))]
        return pair.digest(ofClass: number, valid: valid, using: &random)
      }
      let times = timed(inputs, &found, body)
      // The first round warms caches up and tells where to crop.
      if round == 0 {
        let sorted = times.sorted()
        limits = Self.kept.map { sorted[min(sorted.count - 1, Int($0 * Double(sorted.count)))] }
        limits[limits.count - 1] = .infinity
        continue
      }
      for (time, number) in zip(times, classes) {
        for (place, limit) in limits.enumerated() where time <= limit {
          tests[place].add(time, ofClass: number)
        }
      }
    }
    precondition(found >= 0, "the answers were looked at, so that no optimizer leaves calls out")
    return tests.compactMap { $0.distance.map(abs) }.max() ?? .infinity
  }

  private func timed(
    _ inputs: [Digest], _ found: inout Int, _ body: (Digest) -> Bool
  ) -> [Double] {
    var times = [Double](repeating: 0, count: inputs.count)
    for (place, input) in inputs.enumerated() {
      let start = Self.nanoseconds()
      let isFound = body(input)
      times[place] = Self.nanoseconds() - start
      if isFound { found += 1 }
    }
    return times
  }

  private static func nanoseconds() -> Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec % 1_000_000) * 1e9 + Double(time.tv_nsec)
  }
}
