import AccessModel
package import Diagnostics

/// The reference documents in Markdown, from the same descriptions that reading works by.
package enum ReferenceDocs {
  private static let notice =
    "<!-- Written by `make docs` from the descriptions in the source; edit those. -->\n\n"

  /// Every diagnostic code with its explanation, sorted by name.
  package static func diagnostics(_ codes: [DiagnosticCode]) -> [UInt8] {
    let sorted = codes.sorted { Text($0.name) < Text($1.name) }
    var output = "# Diagnostics\n\n" + notice
    output += """
      Every problem has a code, which stays the same from version to version. \
      `mandate explain CODE` prints the text below.

      | code | what is wrong |
      | --- | --- |

      """
    for code in sorted {
      // Viewers name a heading's anchor in small letters.
      let link = "[\(MarkdownText.code(code.name))](#\(code.name.lowercased()))"
      output += MarkdownText.row([link, MarkdownText.prose(code.summary)])
    }
    for code in sorted {
      output += "\n## \(code.name)\n\n\(MarkdownText.prose(code.summary, in: .line))\n"
      for paragraph in code.explanation.split(separator: "\n") {
        output += "\n\(MarkdownText.prose(String(paragraph), in: .line))\n"
      }
    }
    return Array(output.utf8)
  }

  /// The format of manifests: documents, forms of text, the project file and every kind.
  package static func manifestFormat(_ project: ProjectDescription) -> [UInt8] {
    var output = "# Manifest format\n\n" + notice
    output += ManifestFormatPreface.text
    output += forms()
    output += section(of: project)
    for kind in KindDescription.declared { output += section(of: kind) }
    return Array(output.utf8)
  }

  private static func forms() -> String {
    var output = "\n## Forms of text\n\n| form | what it is | example |\n| --- | --- | --- |\n"
    for form in TextFormDescription.named {
      output += MarkdownText.row([
        MarkdownText.prose(form.title), MarkdownText.prose(form.meaning),
        MarkdownText.code(form.example),
      ])
    }
    return output
  }

  private static func section(of project: ProjectDescription) -> String {
    var output = "\n## Project\n\n\(MarkdownText.prose(project.documentation, in: .line))\n\n"
    output += "File: `mandate.yaml`, one document. `metadata` holds `name` alone.\n"
    output += tables("spec", project.fields)
    return output
  }

  private static func section(of kind: KindDescription) -> String {
    var output = "\n## \(kind.name)\n\n\(MarkdownText.prose(kind.documentation, in: .line))\n\n"
    output += "- Owner: \(MarkdownText.prose(FieldWords.owner(kind.ownership)))\n"
    output += "- Institution: \(MarkdownText.prose(FieldWords.scope(kind.scope)))\n"
    if kind.requiresReason { output += "- `metadata.reason` is required\n" }
    output += tables("spec", kind.fields)
    return output
  }

  /// A table for the fields, and one more for each object among them.
  private static func tables(_ path: String, _ fields: [Field]) -> String {
    var output = "\n| `\(path)` | value | | meaning |\n| --- | --- | --- | --- |\n"
    for field in fields {
      output += MarkdownText.row([
        MarkdownText.code(field.name),
        MarkdownText.prose(FieldWords.type(field.type, isShort: true)),
        MarkdownText.prose(FieldWords.presence(field)), MarkdownText.prose(field.documentation),
      ])
    }
    for field in fields {
      let children = FieldWords.children(of: field.type)
      if children.isEmpty { continue }
      let isList = if case .list = field.type { true } else { false }
      output += tables("\(path).\(field.name)\(isList ? "[]" : "")", children)
    }
    return output
  }
}
