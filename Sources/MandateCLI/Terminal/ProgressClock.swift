import Dispatch

/// Lets the line of progress be drawn again and again on a thread of its own.
enum ProgressClock {
  private static let stepMilliseconds = 200

  static func start(_ output: Output) {
    // A queue of its own gets its own thread, however busy the others are.
    let queue = DispatchQueue(label: "progress")
    next(output, queue, after: Int(ProgressLine.patienceMilliseconds))
  }

  private static func next(_ output: Output, _ queue: DispatchQueue, after milliseconds: Int) {
    queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { [weak output] in
      guard let output, output.drawProgress() else { return }
      next(output, queue, after: stepMilliseconds)
    }
  }
}
