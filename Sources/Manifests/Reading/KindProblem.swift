import AccessModel
import Diagnostics

/// The words for a `kind` that is not one.
enum KindProblem {
  static func unknown(_ written: Text) -> FormatProblem {
    if written.is("Project") {
      return FormatProblem(
        .projectMisplaced, "a Project stands in mandate.yaml only",
        help: ["remove it here, or name the file mandate.yaml and make it the root of a tree"])
    }
    let names = Kind.declared.map(\.name)
    var help = ["the kinds are \(names.joined(separator: ", "))"]
    if let near = nearestName(to: written.string, among: names) {
      help.insert("did you mean `\(near)`?", at: 0)
    }
    return FormatProblem(.kindUnknown, "there is no kind `\(written)`", help: help)
  }
}
