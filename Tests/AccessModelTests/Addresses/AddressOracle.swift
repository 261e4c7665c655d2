import Foundation
import TestSupport

/// Asks `Tests/Oracles/addresses.py` about addresses and text, many questions at once.
struct AddressOracle {
  private let python: PythonOracle

  /// What stands between the questions of one batch, and between their answers.
  private static let separator = "\u{1E}"

  init() throws {
    let source = try String(
      contentsOfFile: RepositoryRoot.path("Tests/Oracles/addresses.py"), encoding: .utf8)
    python = try PythonOracle(source: source)
  }

  /// The answers to `questions`, in their order.
  func ask(_ questions: [String]) throws -> [String] {
    let answer = try python.ask(
      questions.joined(separator: Self.separator), timeout: .seconds(300))
    let answers = answer.split(separator: Self.separator, omittingEmptySubsequences: false)
    guard answers.count == questions.count else {
      throw WrongCount(questions: questions.count, answer: String(answer.prefix(200)))
    }
    return answers.map(String.init)
  }

  /// There are not as many answers as questions.
  struct WrongCount: Error {
    let questions: Int
    let answer: String
  }
}
