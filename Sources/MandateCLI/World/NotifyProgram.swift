import Glibc

/// The store's notification command: started directly, without a shell, and given a few seconds.
struct NotifyProgram {
  /// Absolute.
  let path: String
  var secondsMax: Int64 = 10

  /// Runs it with `input` on its standard input; nil when it took it, else why not.
  func run(_ input: [UInt8]) -> String? {
    do throws(ProgramProblem) {
      let child = try start(reading: input)
      return ChildProgram.ending(of: child, secondsMax: secondsMax)?.words
    } catch {
      return error.words
    }
  }

  private func start(reading input: [UInt8]) throws(ProgramProblem) -> pid_t {
    let pipe = try ProgramPipe()
    defer { close(pipe.writing) }
    defer { close(pipe.reading) }
    let child = try ChildProgram(path: path).start(input: .pipe(pipe.reading), output: .nowhere)
    // A program that does not read is judged by how it ends, not by what it left in the pipe.
    _ = fcntl(pipe.writing, F_SETFL, O_NONBLOCK)
    _ = Descriptor.writeAll(input, to: pipe.writing)
    return child
  }
}
