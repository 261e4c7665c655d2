import Foundation
import TestSupport
import Testing

@testable import Rendering

/// Differences of files are what other programs take and what they say they are.
@Suite struct UnifiedDiffTests {
  /// A text and what an edit of it might leave, in the manner of many files.
  private struct Pair {
    let before: [UInt8]
    let after: [UInt8]

    init(_ random: inout SeededRandom) {
      let words = random.oneIn(2) ? Self.few : Self.many
      let lineBreak = random.oneIn(4) ? "\r\n" : "\n"
      var lines = (0..<random.int(in: 0...40)).map { _ in random.pick(words) }
      before = Self.bytes(lines, lineBreak, isEnded: !random.oneIn(5))
      if random.oneIn(12) { lines = [] }
      for _ in 0..<random.int(in: 0...6) {
        let place = random.int(in: 0...lines.count)
        if random.oneIn(2) || place == lines.count {
          lines.insert(random.pick(words), at: place)
        } else if random.oneIn(2) {
          lines.remove(at: place)
        } else {
          lines.swapAt(place, random.int(in: 0...lines.count - 1))
        }
      }
      after = Self.bytes(lines, lineBreak, isEnded: !random.oneIn(5))
    }

    /// Lines that a careless reader takes for parts of the diff, or for one another.
    private static let few = [
      "", "-", "+", "- a", "+ b", "-- a/x", "++ b/x", "--- a/x", "@@ -1,2 +1,2 @@", "\\ No newline",
      " ", "a", "a ", "\ta", "中", "diff --git a/x b/x",
    ]
    private static let many = few + (0..<60).map { "  endpoint-\($0): true" }

    private static func bytes(_ lines: [String], _ lineBreak: String, isEnded: Bool) -> [UInt8] {
      var text = lines.joined(separator: lineBreak)
      if isEnded, !lines.isEmpty { text += lineBreak }
      return Array(text.utf8)
    }
  }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var rest = bytes[...]
    var lines: [ArraySlice<UInt8>] = []
    while let end = rest.firstIndex(of: 0x0A) {
      lines.append(rest[...end])
      rest = rest[(end + 1)...]
    }
    return rest.isEmpty ? lines : lines + [rest]
  }

  @Test func theStepsLeadFromOneTextToTheOther() async throws {
    try await forEachSeed(of: "line diff", cases: LongRun.cases(500, long: 20_000)) { random in
      let pair = Pair(&random)
      let diff = LineDiff(pair.before, pair.after)
      var (olds, news): ([Int], [Int]) = ([], [])
      for step in diff.steps {
        switch step {
        case .kept(let old, let new):
          #expect(diff.old[old] == diff.new[new])
          olds.append(old)
          news.append(new)
        case .removed(let old): olds.append(old)
        case .added(let new): news.append(new)
        }
      }
      #expect(olds == Array(diff.old.indices) && news == Array(diff.new.indices))
      #expect(Array(diff.old.joined()) == pair.before && Array(diff.new.joined()) == pair.after)
      #expect((diff.counts == (0, 0)) == (pair.before == pair.after))
    }
  }

  /// Where no line stands twice, the shortest way is known: Myers' algorithm finds it too.
  @Test func ofLinesThatStandOnceTheFewestAreChanged() async throws {
    try await forEachSeed(of: "short diff", cases: LongRun.cases(300, long: 10_000)) { random in
      let all = (0..<60).map { "line \($0)\n" }.shuffled(using: &random)
      let old = Array(all.prefix(random.int(in: 0...40)))
      var new = old.filter { _ in !random.oneIn(5) }
      for line in all.suffix(random.int(in: 0...10)) {
        new.insert(line, at: random.int(in: 0...new.count))
      }
      if random.oneIn(3), new.count > 1 { new.swapAt(0, random.int(in: 1...new.count - 1)) }
      let diff = LineDiff(Array(old.joined().utf8), Array(new.joined().utf8))
      let fewest = new.difference(from: old)
      #expect(diff.counts.added + diff.counts.removed == fewest.count, "\(old)\n\(new)")
    }
  }

  // MARK: Other programs

  /// Many pairs as one patch, applied by a program that knows nothing of ours.
  private func expectApplied(
    by program: String, _ arguments: [String], _ pairs: [(name: String, pair: Pair)]
  ) throws {
    let folder = try TemporaryFolder()
    var patch: [UInt8] = []
    for (name, pair) in pairs {
      try folder.write(name, pair.before)
      patch += UnifiedDiff(path: name, pair.before, pair.after).bytes
    }
    let result = try runProcess(program, arguments, input: patch, directory: folder.path)
    #expect(result.exitCode == 0, "\(result.errors.suffix(2_000))")
    for (name, pair) in pairs {
      let found = try? folder.bytes(of: name)
      #expect(found == pair.after, "\(name)")
    }
  }

  private func pairs(_ count: Int, seed: UInt64) -> [(name: String, pair: Pair)] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { ("f\($0).yaml", Pair(&random)) }
  }

  @Test func gitAppliesEveryDiff() throws {
    for seed in 1...(LongRun.isOn ? 50 : 1) as ClosedRange<UInt64> {
      try expectApplied(by: "git", ["apply", "-"], pairs(200, seed: seed))
    }
  }

  @Test func gitTakesEveryDiffBack() throws {
    let folder = try TemporaryFolder()
    var patch: [UInt8] = []
    let pairs = pairs(200, seed: 99)
    for (name, pair) in pairs {
      try folder.write(name, pair.after)
      patch += UnifiedDiff(path: name, pair.before, pair.after).bytes
    }
    let result = try runProcess(
      "git", ["apply", "-R", "-"], input: patch, directory: folder.path)
    #expect(result.exitCode == 0, "\(result.errors.suffix(2_000))")
    for (name, pair) in pairs { #expect(try folder.bytes(of: name) == pair.before, "\(name)") }
  }

  @Test func patchAppliesEveryDiffToo() throws {
    try expectApplied(by: "patch", ["-p1", "--binary", "-s"], pairs(200, seed: 7))
  }

  @Test func namesThatADiffCouldMisreadAreApplied() throws {
    var random = SeededRandom(seed: 3)
    let names = [
      "a b.yaml", " lead.yaml", "trail .yaml", "quo\"te.yaml", "back\\slash.yaml", "中環.yaml",
      "deep/er/x.yaml", "-dash.yaml", "a\tb.yaml",
    ]
    let pairs = names.map { name in
      var pair = Pair(&random)
      while pair.before == pair.after { pair = Pair(&random) }
      return (name, pair)
    }
    for one in pairs { try expectApplied(by: "git", ["apply", "-"], [one]) }
  }
}
