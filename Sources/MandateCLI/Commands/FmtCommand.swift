import Diagnostics
import Manifests

extension CommandDeclaration {
  static let fmt = CommandDeclaration(
    "fmt", "lays out manifests: order, indentation, blank lines; comments stay",
    details: """
      Sorts documents, items and sets, puts keys in the order of their description, indents by two \
      spaces and ends lines as git expects. Comments go with what they belong to; quotes, anchors \
      and styles stay. What a file says never changes: the result is read again and compared. \
      Without PATH it takes mandate.yaml and all manifests of the project. The names of the files \
      that change are printed.
      """,
    operands: [
      Operand(
        "PATH", "files or folders; - lays out standard input; default: the project",
        count: 0...10_000)
    ],
    options: [
      OptionDeclaration("--check", "writes nothing; exit 2 when a file would change")
    ],
    examples: ["mandate fmt", "mandate fmt --check", "mandate fmt - < traders.yaml"],
    run: { invocation throws(CommandFailure) in try FmtCommand(invocation).run() })
}

struct FmtCommand {
  private let invocation: Invocation
  private let reporter: Reporter
  private let isCheck: Bool

  init(_ invocation: Invocation) {
    self.invocation = invocation
    reporter = Reporter(invocation: invocation)
    isCheck = invocation.arguments.has("--check")
  }

  func run() throws(CommandFailure) -> ExitCode {
    let operands = invocation.arguments.operands
    guard !operands.contains("-") else {
      guard operands.count == 1 else {
        throw .usage("`-` is standard input and stands alone", help: nil)
      }
      return try runFilter()
    }
    var diagnostics: [Diagnostic] = []
    let sources =
      operands.isEmpty
      ? try projectSources(&diagnostics) : namedSources(operands, into: &diagnostics)
    let results = LayoutBatch.results(of: sources.map(\.file))
    diagnostics += results.flatMap(\.diagnostics)
    reporter.note(diagnostics)
    let changed = try write(results, of: sources)
    for result in results {
      guard case .meaningChanged = result.outcome else { continue }
      return .software
    }
    if diagnostics.hasErrors { return .wrongInput }
    report(changed: changed, of: sources.count)
    return isCheck && changed > 0 ? .changes : .done
  }

  /// Standard input to standard output, for editors; nothing comes out of what cannot be read.
  private func runFilter() throws(CommandFailure) -> ExitCode {
    let bytes = try OutputFile.readInput("-", in: invocation, bytesMax: 1 << 20)
    let file = SourceFile(path: "<stdin>", bytes: bytes)
    let result = LayoutBatch.results(of: [file])[0]
    reporter.note(result.diagnostics)
    if result.diagnostics.hasErrors { return .wrongInput }
    switch result.outcome {
    case .changed(let written):
      if isCheck { return .changes }
      invocation.output.write(written)
    case .unchanged, .obstacle:
      if !isCheck { invocation.output.write(bytes) }
    case .meaningChanged:
      noteBug(file)
      return .software
    }
    return .done
  }

  // MARK: - Files

  /// The project file and all manifests of its tree.
  private func projectSources(
    _ diagnostics: inout [Diagnostic]
  ) throws(CommandFailure) -> [LayoutSources.Source] {
    let project = try invocation.project()
    let tree = TreeReader.read(project, into: &diagnostics)
    return ([project.file] + tree.files).map { file in
      LayoutSources.Source(path: "\(project.folder)/\(file.path)", file: file)
    }
  }

  private func namedSources(
    _ operands: [String], into diagnostics: inout [Diagnostic]
  ) -> [LayoutSources.Source] {
    var seen: Set<String> = []
    return operands.flatMap { operand in
      let name = operand.count > 1 && operand.hasSuffix("/") ? String(operand.dropLast()) : operand
      return LayoutSources.sources(
        at: invocation.absolute(operand), called: name, into: &diagnostics)
    }.filter { seen.insert($0.path).inserted }
  }

  // MARK: - Results

  /// Writes what changed, unless it is only asked for; the number of files.
  private func write(
    _ results: [LayoutBatch.Result], of sources: [LayoutSources.Source]
  ) throws(CommandFailure) -> Int {
    var count = 0
    for (result, source) in zip(results, sources) {
      switch result.outcome {
      case .unchanged, .obstacle: continue
      case .meaningChanged: noteBug(source.file)
      case .changed(let bytes):
        if !isCheck { try OutputFile.replace(bytes, at: source.path) }
        invocation.output.write("\(source.file.path)\n")
        count += 1
      }
    }
    return count
  }

  private func noteBug(_ file: SourceFile) {
    reporter.noteError(
      "laying out `\(file.path)` would change what it says; it is left as it is",
      ["this is a bug in mandate: please report it, with the file"])
  }

  private func report(changed: Int, of count: Int) {
    guard !reporter.isQuiet else { return }
    let files = count == 1 ? "1 file" : "\(count) files"
    if changed == 0 {
      reporter.note("\(files) \(count == 1 ? "is" : "are") laid out already")
    } else if isCheck {
      reporter.note("\(changed) of \(files) would change: run mandate fmt")
    } else {
      reporter.note("\(changed) of \(files) changed")
    }
  }
}
