import Foundation
import TestSupport

/// One text file of the repository, as the rules look at it.
struct SourceText: Sendable {
  /// Path from the root of the repository.
  let path: String
  let text: String
  /// The text as code only: comments and literals are blanks, line breaks stay.
  let code: String

  init(path: String, text: String) {
    self.path = path
    self.text = text
    code = path.hasSuffix(".swift") ? CodeBlanker.code(of: text) : text
  }

  /// The lines of `code`, numbered from 1.
  var codeLines: [(number: Int, text: Substring)] { Self.numbered(code) }

  /// The lines of `text`, numbered from 1.
  var textLines: [(number: Int, text: Substring)] { Self.numbered(text) }

  private static func numbered(_ text: String) -> [(number: Int, text: Substring)] {
    lines(of: text).enumerated().map {
      (number: $0.offset + 1, text: $0.element)
    }
  }
}
