/// The formats that a command's options ask for: one on standard output, others into files.
struct FormatChoice<Format: RawRepresentable & CaseIterable>
where Format.RawValue == String {
  /// What is printed.
  let printed: Format
  /// What `--write FORMAT:FILE` asks for, in its order.
  let files: [(format: Format, path: String)]

  /// Reads `--format` and `--write`; `what` names the thing, `example` shows a FORMAT:FILE.
  init(
    _ invocation: Invocation, default usual: Format, of what: String, example: String
  ) throws(CommandFailure) {
    printed =
      try invocation.arguments.value("--format").map { text throws(CommandFailure) in
        try Self.format(text, "--format", what)
      } ?? usual
    files = try invocation.arguments.all("--write").map { text throws(CommandFailure) in
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[1].isEmpty else {
        throw .usage(
          "--write: `\(text)` is not FORMAT:FILE", help: "write --write \(example)")
      }
      return (try Self.format(String(parts[0]), "--write", what), String(parts[1]))
    }
  }

  private static func format(
    _ text: String, _ option: String, _ what: String
  ) throws(CommandFailure) -> Format {
    guard let format = Format(rawValue: text) else {
      throw .usage(
        "\(option): there is no \(what) format `\(text)` in this version",
        help: "write one of \(Format.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return format
  }
}
