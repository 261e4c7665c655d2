import AccessModel
import Diagnostics
import Foundation
import Rendering

/// Documents of a list of texts, one for each way in which the program puts text of others before
/// somebody.
enum Formats {
  /// By the name that questions use.
  static let all: [String: @Sendable ([String]) -> [UInt8]] = [
    "terminal": terminal, "diagnostics": diagnostics, "markdown-cell": markdownCells,
    "markdown-line": markdownLines, "markdown-block": markdownBlock, "json": json,
    "sarif": sarif, "diagnostic-json": diagnosticJSON, "github": github, "csv": csv,
    "csv-raw": rawCSV, "yaml": yaml, "html": html,
  ]

  // MARK: Terminals

  /// A table of number, text in colour, and a mark that must stand behind the text.
  @Sendable private static func terminal(_ texts: [String]) -> [UInt8] {
    var table = Table([.init("", .right), .init(""), .init("")])
    for (number, text) in texts.enumerated() {
      table.addRow([StyledText("\(number)"), StyledText(text, .gain), StyledText("|", .strong)])
    }
    return table.rendered().bytes(withColour: true)
  }

  /// One diagnostic a text: in the message, the source line, the file's name and the help.
  @Sendable private static func diagnostics(_ texts: [String]) -> [UInt8] {
    DiagnosticText(alikeMax: .max).rendered(found(texts)).bytes(withColour: true)
  }

  private static func found(_ texts: [String]) -> [Diagnostic] {
    texts.map { text in
      let file = SourceFile(path: text, bytes: Array("k: 'v'\n".utf8))
      return .error(code, text, at: SourceRange(file, 3..<6), help: text)
    }
  }

  private static let code = DiagnosticCode("a-code", "A thing is wrong.", "It is.")

  // MARK: Markdown

  @Sendable private static func markdownCells(_ texts: [String]) -> [UInt8] {
    let head = MarkdownText.row(["number", "text"]) + MarkdownText.row(["---", "---"])
    let rows = texts.enumerated().map { MarkdownText.row(["\($0)", MarkdownText.code($1)]) }
    return Array((head + rows.joined()).utf8)
  }

  @Sendable private static func markdownLines(_ texts: [String]) -> [UInt8] {
    Array(texts.map { "- " + MarkdownText.code($0, in: .line) + "\n" }.joined().utf8)
  }

  @Sendable private static func markdownBlock(_ texts: [String]) -> [UInt8] {
    Array(MarkdownText.block(texts, language: "text").utf8)
  }

  // MARK: Machines

  /// One value a line, so that a line that is broken is seen.
  @Sendable private static func json(_ texts: [String]) -> [UInt8] {
    var output: [UInt8] = []
    for text in texts {
      JSONTree.object([.init(text, .string(text))]).appendCompact(to: &output)
      output.append(0x0A)
    }
    return output
  }

  @Sendable private static func diagnosticJSON(_ texts: [String]) -> [UInt8] {
    DiagnosticJSON.bytes(found(texts))
  }

  @Sendable private static func sarif(_ texts: [String]) -> [UInt8] {
    DiagnosticSARIF(version: "0").bytes(found(texts))
  }

  @Sendable private static func github(_ texts: [String]) -> [UInt8] {
    DiagnosticGitHub().bytes(found(texts))
  }

  @Sendable private static func csv(_ texts: [String]) -> [UInt8] { csv(texts, isRaw: false) }

  @Sendable private static func rawCSV(_ texts: [String]) -> [UInt8] { csv(texts, isRaw: true) }

  private static func csv(_ texts: [String], isRaw: Bool) -> [UInt8] {
    Array(
      texts.enumerated().map { CSVText.record(["\($0)", $1, "|"], isRaw: isRaw) }.joined().utf8)
  }

  /// One resource a text, which stands in its reason and in a label.
  @Sendable private static func yaml(_ texts: [String]) -> [UInt8] {
    let kind = Kind.portalUser
    let spec = [Value](repeating: .absent, count: kind.description.fields.count)
    return texts.flatMap { text in
      ResourceYAML.bytes(
        of: Resource(
          address: Address(kind, institution: "harbour", name: "amy"),
          labels: [Resource.Label(key: "floor", value: Text(text))], reason: Text(text), spec: spec)
      )
    }
  }

  /// One paragraph a text, which stands between its tags, in an attribute and in a link.
  @Sendable private static func html(_ texts: [String]) -> [UInt8] {
    var html = HTMLBuilder()
    for text in texts {
      html.element("p", [HTMLAttribute("title", text), .link(toFile: [text])], text: text)
      html.line()
    }
    return html.bytes
  }
}
