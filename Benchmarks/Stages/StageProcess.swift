import Glibc

/// The child's side of a stage: prepares, runs once, and prints what it took.
enum StageProcess {
  /// `repetitions` is 2 where a slowdown is planted.
  static func main(_ stage: Stage, in folder: Folder, repetitions: Int) {
    var seconds = 0.0
    var cpuSeconds = 0.0
    var count = 0
    for _ in 0..<repetitions {
      let work = StageWork.ready(stage, in: folder)
      let (start, cpuStart) = (
        Clock.seconds(CLOCK_MONOTONIC), Clock.seconds(CLOCK_PROCESS_CPUTIME_ID)
      )
      count = work.run()
      seconds += Clock.seconds(CLOCK_MONOTONIC) - start
      cpuSeconds += Clock.seconds(CLOCK_PROCESS_CPUTIME_ID) - cpuStart
    }
    print("\(seconds) \(cpuSeconds) \(count)")
  }
}

/// The clocks of the system.
enum Clock {
  static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    _ = unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
