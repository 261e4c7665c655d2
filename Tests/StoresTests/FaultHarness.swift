import Foundation
import Testing

/// Breaks single system calls of one apply; the quick form of `scripts/faults`.
final class FaultHarness {
  private let folder: TemporaryFolder
  private let runFolder: TemporaryFolder
  private let driver: String
  private var before: [String: [UInt8]?] = [:]
  private var old: [String: String] = [:]
  private var new: [String: String] = [:]

  /// Runs both scenarios once without faults, to know what they should give.
  init() throws {
    folder = try TemporaryFolder()
    runFolder = try TemporaryFolder()
    driver = try FaultDriver.path
    for scenario in ["first", "second"] {
      before[scenario] = .some(try? runFolder.bytes("register.db"))
      old[scenario] = try digest()
      try #require(run(["apply", store, scenario]).hasPrefix("applied"))
      new[scenario] = try digest()
    }
    try folder.write(try runFolder.bytes("register.db"), to: "second.db")
    try #require(new["second"]?.hasSuffix(" sound") == true)
  }

  var store: String { runFolder.file("register.db") }

  /// Copies what the second scenario leads to, without looking at errors.
  var careless: [String] { ["careless", store, folder.file("second.db"), "extra"] }

  /// Points at which the state was not whole or the word printed about it not true.
  func lies(
    in scenario: String, command: [String], call: String, fault: String, every step: Int = 1
  ) throws -> (points: Int, lies: [String]) {
    var lies: [String] = []
    var points = 0
    for number in stride(from: 1, through: try count(of: call, scenario, command), by: step) {
      try place(scenario)
      let said = try run(command, inject: ["-e", "inject=\(call):\(fault):when=\(number)"], call)
      let found = try digest()
      points += 1
      if !isTrue(said, found, scenario) { lies.append("\(call) \(number): \(said), \(found)") }
    }
    return (points, lies)
  }

  private func isTrue(_ said: String, _ found: String, _ scenario: String) -> Bool {
    let (isOld, isNew) = (found == old[scenario], found == new[scenario])
    switch said.split(separator: " ").first.map(String.init) {
    case "applied": return isNew
    case "not-applied": return isOld
    // A process that was killed says nothing. After a fault that ends, nothing stays unknown.
    case nil: return isOld || isNew
    default: return false
    }
  }

  private func count(of call: String, _ scenario: String, _ command: [String]) throws -> Int {
    try place(scenario)
    let log = folder.file("log")
    _ = try run(command, inject: [], call, log: log)
    let text = try String(contentsOfFile: log, encoding: .utf8)
    return text.split(separator: "\n").filter { $0.contains(" \(call)(") }.count
  }

  private func run(
    _ arguments: [String], inject: [String], _ call: String, log: String = "/dev/null"
  ) throws -> String {
    let trace = ["strace", "-f", "-qq", "-o", log, "-P", store, "-P", store + "-journal"]
    let command = trace + ["-P", runFolder.path, "-e", "trace=\(call)"] + inject + [driver]
    return try FaultDriver.run(command + arguments).said
  }

  private func run(_ arguments: [String]) throws -> String {
    try FaultDriver.run([driver] + arguments).said
  }

  private func digest() throws -> String { try run(["digest", store]) }

  /// Puts the store back as it was before the scenario.
  private func place(_ scenario: String) throws {
    for name in try runFolder.contents {
      try FileManager.default.removeItem(atPath: runFolder.file(name))
    }
    if case .some(.some(let bytes)) = before[scenario] {
      try runFolder.write(bytes, to: "register.db")
    }
  }
}
