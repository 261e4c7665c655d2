package import Diagnostics

/// What stood in the way of a plan, as a page in its place.
package enum DiagnosticHTML {
  /// `title` says whose plan there is not.
  package static func bytes(_ diagnostics: [Diagnostic], title: String) -> [UInt8] {
    HTMLPage(
      title: title, eyebrow: { $0.text("mandate") },
      lead: { $0.element("p", text: "There is no plan: \(DiagnosticSummary(diagnostics).text).") },
      contents: []
    ) { html in
      html.element("section", [HTMLAttribute("aria-label", "What is wrong")]) { html in
        let lines = DiagnosticText().rendered(diagnostics).lines
        html.element("pre") { html in
          for line in lines {
            for segment in line { html.text(segment.raw) }
            html.line()
          }
        }
      }
    }.bytes
  }
}
