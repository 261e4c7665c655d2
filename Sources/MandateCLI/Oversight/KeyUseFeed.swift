import AccessModel
import Diagnostics

/// A gateway's feed of last uses: one JSON object a line with the texts `keyId` and `at`.
struct KeyUseFeed {
  /// By key id, the latest use that the feed reports.
  private(set) var latest: [Text: Instant] = [:]
  /// How many lines name keys that are not known, where those are passed over.
  private(set) var skipped = 0
  /// How many lines report a use.
  private(set) var lines = 0
  private var problems: [Diagnostic] = []
  private var problemCount = 0

  private let source: SourceFile
  /// The latest time that a use may have.
  private let latestAllowed: Instant
  private let isKnown: (Text) -> Bool
  private let skipsUnknown: Bool

  /// The clocks of machines differ by so much.
  private static let clockSkewSeconds: Int64 = 60
  /// So many problems are shown whole; the others are counted.
  private static let shownMax = 100

  /// Reads every line; throws all problems at once.
  init(
    _ source: SourceFile, now: Instant, skipsUnknown: Bool, isKnown: @escaping (Text) -> Bool
  ) throws(CommandFailure) {
    self.source = source
    latestAllowed =
      Instant(secondsSince1970: now.secondsSince1970 + Self.clockSkewSeconds) ?? .last
    self.isKnown = isKnown
    self.skipsUnknown = skipsUnknown
    readLines()
    guard problemCount == 0 else { throw .diagnostics(shownProblems) }
  }

  private var shownProblems: [Diagnostic] {
    guard problemCount > problems.count else { return problems }
    let more = problemCount - problems.count
    return problems + [
      Diagnostic(
        .error, .usageLine,
        "\(more) more \(more == 1 ? "problem" : "problems") in `\(source.path)`",
        at: nil, help: ["the first \(problems.count) are shown"])
    ]
  }

  private mutating func readLines() {
    var start = source.hasByteOrderMark ? 3 : 0
    while start < source.bytes.count {
      let end = source.bytes[start...].firstIndex(of: 0x0A) ?? source.bytes.count
      if !source.bytes[start..<end].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
        readLine(start..<end)
      }
      start = end + 1
    }
  }

  private mutating func readLine(_ range: Range<Int>) {
    do throws(FlatObjectReader.Fault) {
      let members = try FlatObjectReader.members(source.bytes, range)
      for member in members where !member.name.is("keyId") && !member.name.is("at") {
        throw FlatObjectReader.Fault(member.nameAt, "there is no member `\(member.name)`")
      }
      let key = try Self.member("keyId", of: members, range)
      let time = try Self.member("at", of: members, range)
      take(key.value, key.at, time.value, time.at)
    } catch {
      add(
        .usageLine, error.message, at: error.at,
        help: "write {\"keyId\":\"AK…\",\"at\":\"2026-11-20T09:00:00Z\"}")
    }
  }

  private static func member(
    _ name: StaticString, of members: [FlatObjectReader.Member], _ line: Range<Int>
  ) throws(FlatObjectReader.Fault) -> (value: Text, at: Int) {
    guard let member = members.first(where: { $0.name.is(name) }) else {
      throw FlatObjectReader.Fault(line.lowerBound, "the member `\(name)` is missing")
    }
    guard let value = member.value else {
      throw FlatObjectReader.Fault(member.valueAt, "the member `\(name)` is null")
    }
    return (value, member.valueAt)
  }

  private mutating func take(_ key: Text, _ keyAt: Int, _ time: Text, _ timeAt: Int) {
    let instant: Instant
    do throws(FormatProblem) { instant = try Instant(parsing: time) } catch {
      return add(.usageLine, error.message, at: timeAt, help: error.help.first)
    }
    if !isKnown(key) {
      skipped += 1
      guard !skipsUnknown else { return }
      add(
        .usageKeyUnknown, "there is no key `\(key)` in this store", at: keyAt,
        help: "pass over such lines with --skip-unknown")
    }
    guard instant <= latestAllowed else {
      return add(
        .usageInFuture, "`\(time)` has not come yet", at: timeAt,
        help: "look at the clock of the gateway; nothing later than \(latestAllowed) is taken")
    }
    lines += 1
    latest[key] = max(instant, latest[key] ?? instant)
  }

  private mutating func add(
    _ code: DiagnosticCode, _ message: String, at offset: Int, help: String?
  ) {
    problemCount += 1
    guard problems.count < Self.shownMax else { return }
    let end = min(offset + 1, source.bytes.count)
    problems.append(
      Diagnostic(
        .error, code, message, at: SourceRange(source, min(offset, end)..<end),
        help: help.map { [$0] } ?? []))
  }
}
