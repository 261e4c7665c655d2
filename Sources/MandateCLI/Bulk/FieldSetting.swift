import AccessModel
import Diagnostics
import Manifests

/// `bulk set`: one value for a field of everything that matches.
struct FieldSetting {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  private struct Assignment {
    let path: [Text]
    let text: Text
    let written: String
  }

  func run() throws(CommandFailure) -> ExitCode {
    let assignments = try invocation.arguments.operands.map { word throws(CommandFailure) in
      try assignment(word)
    }
    try requireDistinct(assignments)
    let run = try BulkRun(invocation)
    let matches = try run.matches()
    var edits: [Int: [FieldEdit]] = [:]
    var values: [Kind: [FieldEdit]] = [:]
    for place in matches.places {
      let kind = run.loaded.declarations[place].resource.kind
      if values[kind] == nil {
        values[kind] = try assignments.map { one throws(CommandFailure) in
          try edit(one, of: kind, run.loaded.project.dayReading)
        }
      }
      edits[place] = values[kind]
    }
    return try run.finish(
      edits,
      nothing: matches.places.isEmpty
        ? "nothing matches; nothing would change"
        : "the \(matches.places.count) resources that match say so already; nothing would change")
  }

  private func assignment(_ word: String) throws(CommandFailure) -> Assignment {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else {
      throw .usage("`\(word)` is not FIELD=VALUE", help: "write such as spec.state=suspended")
    }
    guard !parts[1].isEmpty else {
      throw .usage(
        "`\(word)` gives no value, and empty is not absent",
        help: "to take a field out, edit the manifests by hand")
    }
    var names = parts[0].split(separator: ".", omittingEmptySubsequences: false).map { Text($0) }
    // The name of a label may have dots.
    if names.count > 3, names[0].is("metadata"), names[1].is("labels") {
      names = [names[0], names[1], Text(names[2...].map(\.string).joined(separator: "."))]
    }
    return Assignment(path: names, text: Text(parts[1]), written: String(parts[0]))
  }

  private func requireDistinct(_ assignments: [Assignment]) throws(CommandFailure) {
    var seen: Set<String> = []
    for one in assignments where !seen.insert(one.written).inserted {
      throw .usage("`\(one.written)` is set twice", help: "give it one value")
    }
  }

  private func edit(
    _ assignment: Assignment, of kind: Kind, _ dayReading: DayReading
  ) throws(CommandFailure) -> FieldEdit {
    guard let type = ValueText.type(at: assignment.path, of: kind) else {
      throw unknown(assignment.written, kind)
    }
    switch type {
    case .list:
      throw .usage(
        "`\(assignment.written)` is a list", help: "use bulk add, bulk drop or bulk replace-cidr")
    case .object(let shape):
      throw .usage(
        "`\(assignment.written)` has fields of its own",
        help:
          "set one of \(shape.fields.map { "\(assignment.written).\($0.name)" }.joined(separator: ", "))"
      )
    case .boolean, .integer, .text, .choice, .reference, .referenceOrAll, .looseReference,
      .selector:
      break
    }
    do throws(FormatProblem) {
      let name = assignment.path.last?.string ?? ""
      return .set(
        assignment.path,
        try ValueText.value(assignment.text, as: type, called: name, dayReading: dayReading))
    } catch {
      throw .usage("\(assignment.written): \(error.message)", help: error.help.first)
    }
  }

  private func unknown(_ written: String, _ kind: Kind) -> CommandFailure {
    let fields =
      kind.description.fields.map { "spec.\($0.name)" } + [
        "metadata.reason", "metadata.labels.NAME",
      ]
    let near = nearestName(to: written, among: fields)
    return .request(
      "a \(kind.name) has no `\(written)` that can be set",
      help: near.map { "did you mean `\($0)`?" }
        ?? "limit --where to kinds that have it; its fields are in mandate explain \(kind.name)")
  }
}
