import AccessModel
import Diagnostics

extension Invocation {
  /// A query over resources; nil when the option is not there.
  func resourceQuery(_ option: String) throws(CommandFailure) -> Query? {
    guard let text = arguments.value(option) else { return nil }
    let query: Query
    do throws(FormatProblem) { query = try Query(parsing: Text(text)) } catch {
      throw .usage("\(option): \(error.message)", help: error.help.first)
    }
    guard !query.looksAtAccess else {
      throw .usage(
        "\(option): `\(command.name)` looks at resources, and this compares what only access has",
        help: "compare kind, name, institution, labels.X, desk or spec.FIELD")
    }
    return query
  }
}
