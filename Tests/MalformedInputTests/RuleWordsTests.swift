import AccessModel
import Diagnostics
import Foundation
import Planning
import TestSupport
import Testing

@testable import MandateCLI

/// Whatever stands in brackets behind a message can be asked about.
@Suite struct RuleWordsTests {
  private let names = Set((RuleWords.all + ExplainCommand.codes).map(\.name))

  @Test func everyReasonOfCheckAndEveryGuardrailIsExplained() {
    for reason in AccessReason.allCases { #expect(names.contains(reason.rawValue)) }
    for guardrail in Guardrails.liftableNames { #expect(names.contains(guardrail)) }
  }

  /// The names that sources write as `rule: "..."`.
  @Test func everyRuleThatRefusesIsExplained() throws {
    var found: Set<String> = []
    for room in ["Planning", "MandateCLI", "Lifecycle", "Plans"] {
      let folder = RepositoryRoot.path("Sources/\(room)")
      for file in try FileManager.default.subpathsOfDirectory(atPath: folder)
      where file.hasSuffix(".swift") {
        let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
        for match in text.matches(of: /rule: "([a-z-]+)"/) { found.insert(String(match.1)) }
      }
    }
    #expect(found.count > 15)
    #expect(found.subtracting(names).isEmpty)
  }

  @Test func noNameIsExplainedTwice() {
    let all = (ExplainCommand.codes + RuleWords.all).map(\.name)
    #expect(Set(all).count == all.count)
  }
}
