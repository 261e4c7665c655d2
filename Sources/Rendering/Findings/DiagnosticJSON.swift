package import Diagnostics

/// Diagnostics as one JSON object, each diagnostic on a line of its own.
///
/// All of them, in the order given, with texts exactly as they are.
package enum DiagnosticJSON {
  /// The object of the command line's contract, section 3, with a line break at the end.
  package static func bytes(_ diagnostics: [Diagnostic]) -> [UInt8] {
    var places = SourcePlaces()
    var output = Array(#"{"diagnostics":["#.utf8)
    for (index, diagnostic) in diagnostics.enumerated() {
      output.append(contentsOf: index == 0 ? "\n".utf8 : ",\n".utf8)
      tree(diagnostic, &places).appendCompact(to: &output)
    }
    output.append(contentsOf: diagnostics.isEmpty ? "]}\n".utf8 : "\n]}\n".utf8)
    return output
  }

  private static func tree(_ diagnostic: Diagnostic, _ places: inout SourcePlaces) -> JSONTree {
    let place = diagnostic.range.map { places.place(of: $0) }
    let help = diagnostic.help.isEmpty ? nil : diagnostic.help.joined(separator: "\n")
    return .object([
      .init("severity", .string(diagnostic.severity.rawValue)),
      .init("code", .string(diagnostic.code.name)),
      .init("message", .string(diagnostic.message)),
      .init("file", .optional(diagnostic.range?.file.path)),
      .init("line", .optional(place?.start.line)),
      .init("column", .optional(place?.start.column)),
      .init("endLine", .optional(place?.end.line)),
      .init("endColumn", .optional(place?.end.column)),
      .init("help", .optional(help)),
    ])
  }
}
