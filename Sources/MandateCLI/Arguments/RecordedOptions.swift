import AccessModel
import Diagnostics

/// Options whose values are recorded, read as strictly as fields of manifests.
extension Invocation {
  /// The value of an option that the command cannot do without.
  func needed(_ option: String) throws(CommandFailure) -> String {
    guard let value = arguments.value(option) else {
      throw .usage(
        "`\(command.name)` needs \(option)", help: "run mandate \(command.name) --help")
    }
    return value
  }

  /// A line of text for people, without a secret in it.
  func recordedText(_ option: String) throws(CommandFailure) -> Text {
    let text = Text(try needed(option))
    return try reading(option) { () throws(FormatProblem) in
      try SecretShape.check(text)
      return try FreeText(parsing: text).text
    }
  }

  func name(_ option: String) throws(CommandFailure) -> Text {
    let text = Text(try needed(option))
    return try reading(option) { () throws(FormatProblem) in try Name(parsing: text).text }
  }

  /// An id that somebody else assigned, such as an incident's.
  func identifier(_ option: String, bytesMax: Int) throws(CommandFailure) -> Text {
    let text = Text(try needed(option))
    return try reading(option) { () throws(FormatProblem) in
      try SecretShape.check(text)
      return try Identifier(parsing: text, bytesMax: bytesMax).text
    }
  }

  /// Endpoint selectors with commas between them.
  func selectors(_ option: String) throws(CommandFailure) -> [Text] {
    let parts = try needed(option).split(separator: ",", omittingEmptySubsequences: false)
    return try reading(option) { () throws(FormatProblem) in
      var selectors: [Text] = []
      for part in parts {
        selectors.append(try Selector(parsing: Text(part.trimmed)).text)
      }
      return selectors
    }
  }

  private func reading<Answer>(
    _ option: String, _ read: () throws(FormatProblem) -> Answer
  ) throws(CommandFailure) -> Answer {
    do throws(FormatProblem) { return try read() } catch {
      throw .usage("\(option): \(error.message)", help: error.help.first)
    }
  }
}

extension Substring {
  /// Without the spaces around it.
  fileprivate var trimmed: Substring {
    var rest = self
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return rest
  }
}
