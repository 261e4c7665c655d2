import Foundation
import Testing

/// Random numbers that a seed repeats exactly, on any machine.
///
/// SplitMix64: a counter with an odd step, whose bits are mixed twice.
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
package struct SeededRandom: RandomNumberGenerator, Sendable {
  package let seed: UInt64
  private var counter: UInt64

  package init(seed: UInt64) {
    self.seed = seed
    counter = seed
  }

  package mutating func next() -> UInt64 {
    counter &+= 0x9E37_79B9_7F4A_7C15
    var mixed = counter
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from `range`.
  package mutating func int(in range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }

  /// True once in `count` times.
  package mutating func oneIn(_ count: Int) -> Bool { int(in: 1...count) == 1 }

  /// One of `choices`, which must not be empty.
  package mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[int(in: 0...choices.count - 1)]
  }
}

/// Runs `body` once for each of `cases` seeds; every issue recorded on the way names its seed.
///
/// The seeds follow from `name`, so that runs repeat and properties do not share their cases.
/// `MANDATE_SEED=0x…` runs that one seed only.
package func forEachSeed(
  of name: String, cases: Int, _ body: @Sendable (inout SeededRandom) throws -> Void
) async throws {
  for seed in SeededRandom.seeds(of: name, cases: cases) {
    let scope = Issue.naming(seed)
    guard let test = Test.current else {
      preconditionFailure("seeds are tried inside a test; this is a bug in mandate")
    }
    try await scope.provideScope(for: test, testCase: Test.Case.current) {
      var random = SeededRandom(seed: seed)
      try body(&random)
    }
  }
}

extension Issue {
  fileprivate static func naming(_ seed: UInt64) -> IssueHandlingTrait {
    .compactMapIssues { issue in
      var issue = issue
      issue.comments.append("repeat with MANDATE_SEED=0x\(String(seed, radix: 16))")
      return issue
    }
  }
}

extension SeededRandom {
  /// The seeds tried for the property `name`, or the one named by `MANDATE_SEED`.
  package static func seeds(of name: String, cases: Int) -> [UInt64] {
    let only = ProcessInfo.processInfo.environment["MANDATE_SEED"] ?? ""
    if only.hasPrefix("0x"), let seed = UInt64(only.dropFirst(2), radix: 16) { return [seed] }
    let start = name.utf8.reduce(UInt64(14_695_981_039_346_656_037)) { hash, byte in
      (hash ^ UInt64(byte)) &* 1_099_511_628_211
    }
    var source = SeededRandom(seed: start)
    return (0..<cases).map { _ in source.next() }
  }
}
