import TestSupport
import Testing

@Suite struct ChildProcessTests {
  private static func shell(
    _ script: String, input: [UInt8] = [], environment: [String: String]? = nil,
    timeout: Duration = .seconds(20)
  ) throws -> ProcessResult {
    try runProcess(
      "sh", ["-c", script], input: input, environment: environment, timeout: timeout)
  }

  @Test func aChildThatFillsBothPipesDoesNotHang() throws {
    let script = """
      i=0
      while [ $i -lt 3000 ]; do
        echo "0123456789012345678901234567890123456789 $i"
        echo "error 012345678901234567890123456789 $i" >&2
        i=$((i + 1))
      done
      """
    let result = try Self.shell(script)
    #expect(result.ending == .exited(0))
    #expect(result.outputBytes.count == 3000 * 42 + 10890)
    #expect(result.errorBytes.count == 3000 * 38 + 10890)
    #expect(!result.output.contains("error"))
  }

  @Test func muchInputIsReadWhileOutputIsWritten() throws {
    let input = [UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000)
    #expect(try runProcess("cat", [], input: input).outputBytes == input)
  }

  @Test func aChildThatDoesNotReadItsInputIsNoProblem() throws {
    let input = [UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000)
    #expect(try Self.shell("exit 4", input: input).ending == .exited(4))
  }

  @Test func theEndIsTold() throws {
    #expect(try Self.shell("exit 7").exitCode == 7)
    #expect(try Self.shell("kill -9 $$").ending == .killed(signal: 9))
  }

  @Test func aTimeoutEndsTheChildAndWhatItStarted() throws {
    let clock = ContinuousClock.now
    let result = try Self.shell("sleep 30 & echo $!; sleep 30", timeout: .milliseconds(200))
    #expect(result.ending == .timedOut)
    let grandchild = result.output.filter(\.isNumber)
    #expect(!grandchild.isEmpty)
    let isGone = "while kill -0 \(grandchild) && ! grep -q Z /proc/\(grandchild)/stat; do :; done"
    #expect(try Self.shell(isGone, timeout: .seconds(5)).exitCode == 0)
    #expect(clock.duration(to: .now) < .seconds(10))
  }

  @Test func variablesAndFolderAreThoseAskedFor() throws {
    let folder = try TemporaryFolder()
    let result = try runProcess(
      "/bin/sh", ["-c", "pwd; env | sort"], environment: ["A": "1", "PWD": folder.path],
      directory: folder.path)
    #expect(result.output.hasPrefix(folder.path + "\nA=1\n"))
    #expect(!result.output.contains("HOME="))
  }

  @Test func aProgramThatDoesNotExistIsAnError() {
    #expect(throws: ChildProcessError.self) { try runProcess("no-such-program", []) }
    #expect(throws: ChildProcessError.self) { try runProcess("sh", [], directory: "/no/such") }
  }

  @Test func childrenStartedTogetherDoNotHoldOneAnothersPipes() async throws {
    try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<20 {
        group.addTask { try Self.shell("echo \(number); sleep 0.01").output }
      }
      var seen: Set<String> = []
      for try await output in group { seen.insert(output) }
      #expect(seen == Set((0..<20).map { "\($0)\n" }))
    }
  }
}
