import AccessModel
import Diagnostics
import Planning
import Testing
import YAMLSyntax

@testable import Manifests

/// What the corpus as a whole promises, so that it can grow and not shrink.
@Suite struct CorpusTests {
  @Test func theFilesOfCasesAreReadable() throws { try Corpus.requireReadable() }

  @Test func atLeastFourHundredCasesAreErrors() {
    #expect(Corpus.cases.count(where: \.isRefused) >= 400)
  }

  @Test func atLeastNinetyCodesAreCovered() {
    #expect(Self.coveredCodes.count >= 90)
  }

  @Test func everyCaseExpectsSomethingAndHasATitleOfItsOwn() {
    #expect(Corpus.cases.filter(\.expected.isEmpty).map(\.testDescription) == [])
    let titles = Dictionary(grouping: Corpus.cases) { "\($0.group) \($0.title)" }
    #expect(titles.filter { $0.value.count > 1 }.keys.sorted() == [])
  }

  /// Were a place or code of any case another one, its test would fail.
  @Test func everyExpectationDecides() {
    for malformed in Corpus.cases {
      for index in malformed.expected.indices {
        for mutant in Self.mutants(of: malformed.expected[index]) {
          var wanted = malformed.expected
          wanted[index] = mutant
          let differences = ExpectedDiagnostic.differences(
            wanted: wanted, found: malformed.expected)
          #expect(differences.count >= 2, sourceLocation: malformed.sourceLocation)
        }
        var shorter = malformed.expected
        shorter.remove(at: index)
        let differences = ExpectedDiagnostic.differences(
          wanted: shorter, found: malformed.expected)
        #expect(differences.count == 1, sourceLocation: malformed.sourceLocation)
      }
    }
  }

  @Test func everyCodeIsCoveredOrSaysWhyNot() {
    let all = Set(Self.allCodes.map(\.name))
    let uncovered = all.subtracting(Self.coveredCodes)
    #expect(uncovered.subtracting(Self.elsewhere.keys).sorted() == [])
    #expect(Set(Self.elsewhere.keys).subtracting(uncovered).sorted() == [])
    #expect(Self.coveredCodes.subtracting(all).sorted() == [])
  }

  private static var coveredCodes: Set<String> {
    Set(Corpus.cases.flatMap { $0.expected.map(\.code) })
  }

  private static let allCodes: [DiagnosticCode] =
    DiagnosticCode.syntaxCodes + DiagnosticCode.accessModelCodes + DiagnosticCode.modelCodes
    + DiagnosticCode.readingCodes + DiagnosticCode.treeCodes + DiagnosticCode.endpointCodes
    + DiagnosticCode.ruleCodes + DiagnosticCode.policyCodes + DiagnosticCode.planCodes

  /// The codes that no tree can make `validate` give, with the reason.
  private static let elsewhere = [
    "yaml-file-size": "a manifest that large is refused before it is parsed, as tree-too-large",
    "layout-left-alone": "fmt says it; its scripts show it",
    "project-missing": "there is no tree without a project file; scripts show it",
    "not-owner": "plan asks the store who owns what",
    "delete-referenced": "plan compares with the store",
    "order-cycle": "plan orders changes",
    "deployment-mismatch": "plan compares with the store",
    "policy-broken": "plan compares with the store",
    "register-unreadable": "plan reads the store",
    "target-unknown": "an option of plan and apply",
    "adopt-undeclared": "adopt compares with the store",
    "adopt-unstored": "adopt compares with the store",
    "adopt-differs": "adopt compares with the store",
    "plan-malformed": "apply reads plan files",
    "plan-edited": "apply reads plan files",
    "keys-neglected": "plan reads the keys of the store",
  ]

  /// The same diagnostic a column, a line, a file, a code or a severity away.
  private static func mutants(of diagnostic: ExpectedDiagnostic) -> [ExpectedDiagnostic] {
    var mutants = [
      ExpectedDiagnostic(
        severity: diagnostic.severity, code: diagnostic.code + "x", place: diagnostic.place),
      ExpectedDiagnostic(
        severity: diagnostic.severity == .error ? .warning : .error, code: diagnostic.code,
        place: diagnostic.place),
    ]
    guard let place = diagnostic.place else { return mutants }
    let moved = [
      ExpectedDiagnostic.Place(file: place.file, line: place.line, column: place.column + 10_000),
      ExpectedDiagnostic.Place(file: place.file, line: place.line + 10_000, column: place.column),
      ExpectedDiagnostic.Place(file: place.file + "x", line: place.line, column: place.column),
    ]
    mutants += moved.map {
      ExpectedDiagnostic(severity: diagnostic.severity, code: diagnostic.code, place: $0)
    }
    return mutants
  }
}
