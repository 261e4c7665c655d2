import Foundation

/// One long-lived Python process that answers batches of questions about addresses and text.
final class PythonOracle {
  private let process = Process()
  private let questions = Pipe()
  private let answers = Pipe()
  private var unread = Data()

  static let isLong = ProcessInfo.processInfo.environment["MANDATE_LONG"] == "1"

  static let isAvailable: Bool = {
    let probe = Process()
    probe.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    probe.arguments = ["python3", "-c", "import ipaddress"]
    do { try probe.run() } catch { return false }
    probe.waitUntilExit()
    return probe.terminationStatus == 0
  }()

  init() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let script = folder.appendingPathComponent("Oracles/addresses.py").path
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script]
    process.standardInput = questions
    process.standardOutput = answers
    try process.run()
  }

  deinit {
    try? questions.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// The answers to `lines`, in their order; none of the lines may be empty or hold a line break.
  func ask(_ lines: [String]) throws -> [String] {
    // The oracle reads a whole batch before it answers, so that neither side can block the other.
    let batch = lines.joined(separator: "\n") + "\n\n"
    try questions.fileHandleForWriting.write(contentsOf: Data(batch.utf8))
    let end = Data("\n\n".utf8)
    while unread.range(of: end) == nil {
      let part = answers.fileHandleForReading.availableData
      guard !part.isEmpty else { throw PythonOracleError.ended }
      unread.append(part)
    }
    guard let bound = unread.range(of: end) else { throw PythonOracleError.ended }
    let text = String(decoding: unread[..<bound.lowerBound], as: UTF8.self)
    unread = Data(unread[bound.upperBound...])
    let answers = text.components(separatedBy: "\n")
    guard answers.count == lines.count else { throw PythonOracleError.wrongCount }
    return answers
  }
}

enum PythonOracleError: Error {
  case ended
  case wrongCount
}
