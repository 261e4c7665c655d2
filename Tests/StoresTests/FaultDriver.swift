import Foundation

/// The program that applies once while a harness breaks the world around it.
enum FaultDriver {
  /// Where the build put it: beside the test bundle.
  static var path: String {
    get throws {
      let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? ""
      let end = bundle.range(of: ".xctest")?.upperBound ?? bundle.endIndex
      let folder = URL(filePath: String(bundle[..<end])).deletingLastPathComponent()
      let path = folder.appending(path: "fault-driver").path
      guard FileManager.default.isExecutableFile(atPath: path) else {
        throw Unexpected("no fault-driver beside the test bundle")
      }
      return path
    }
  }

  /// Whether system calls can be broken here: strace is there and may trace.
  static let mayTrace = (try? run(["strace", "-qq", "-o", "/dev/null", "true"]).status) == 0

  /// Runs a command to its end and gives what it printed.
  static func run(_ command: [String]) throws -> (said: String, status: Int32) {
    finish(try start(command))
  }

  /// Starts a command.
  static func start(_ command: [String]) throws -> (process: Process, output: Pipe) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return (process, output)
  }

  /// Waits for a command's end and gives what it printed.
  static func finish(_ running: (process: Process, output: Pipe)) -> (said: String, status: Int32) {
    let (process, output) = running
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: said, as: UTF8.self)
    return (text.trimmingCharacters(in: .whitespacesAndNewlines), process.terminationStatus)
  }
}
