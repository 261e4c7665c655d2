import AccessModel
package import Diagnostics
import YAMLSyntax

/// Finds and reads `mandate.yaml`.
package enum ProjectReader {
  /// The project file nearest to `folder`, looking upward; nil when there is none.
  package static func find(from folder: String) -> String? {
    var components = folder.split(separator: "/").map(String.init)
    while true {
      let candidate = "/" + (components + ["mandate.yaml"]).joined(separator: "/")
      if PathText.exists(candidate) { return candidate }
      guard components.popLast() != nil else { return nil }
    }
  }

  /// The project at `path`; nil after saying what is wrong.
  package static func read(_ path: String, into diagnostics: inout [Diagnostic]) -> Project? {
    guard let resolved = PathText.resolved(path), let slash = resolved.lastIndex(of: "/") else {
      diagnostics.append(
        .error(
          .projectMissing, "there is no project file `\(path)`", at: nil,
          help: "run mandate init, or name one with --project FILE"))
      return nil
    }
    let folder = String(resolved[..<slash])
    let name = String(resolved[resolved.index(after: slash)...])
    do throws(FileProblem) {
      let bytes = try Folder(path: folder.isEmpty ? "/" : folder).read(name, bytesMax: 1 << 20)
      return parse(SourceFile(path: name, bytes: bytes), folder: folder, into: &diagnostics)
    } catch {
      diagnostics.append(
        .error(.projectMissing, "`\(path)` cannot be read: \(error.words)", at: nil))
      return nil
    }
  }

  /// The project that `file` describes, lying in `folder`.
  static func parse(
    _ file: SourceFile, folder: String, into diagnostics: inout [Diagnostic]
  ) -> Project? {
    guard let tree = parseSyntax(file, into: &diagnostics) else { return nil }
    guard let document = tree.documents.first, tree.documents.count == 1,
      tree.kind(document) == .mapping
    else {
      let second = tree.documents.dropFirst().first.map { tree.range($0).lowerBound }
      let place = min(second ?? 0, file.bytes.count)
      diagnostics.append(
        .error(
          .projectMalformed, "mandate.yaml holds exactly one document of kind Project",
          at: SourceRange(file, place..<min(place + 1, file.bytes.count)),
          help: second == nil
            ? "mandate init writes one" : "move the other documents to files of their own"))
      return nil
    }
    var fields = FieldDecoder(tree: tree, dayReading: DayReading())
    let reading = topLevel(document, tree, &fields)
    diagnostics.append(contentsOf: fields.diagnostics)
    guard let reading, !fields.diagnostics.hasErrors else { return nil }
    return project(reading.name, reading.slots, reading.paths, file: file, folder: folder)
  }

  private struct TopLevel {
    let name: Text
    let slots: [Value]
    let paths: [Project.ManifestPath]
  }

  private static func topLevel(
    _ document: NodeID, _ tree: SyntaxTree, _ fields: inout FieldDecoder
  ) -> TopLevel? {
    let top: [Field] = [
      Field("apiVersion", .choice(["mandate/v1"]), .required, "mandate/v1"),
      Field("kind", .choice(["Project"]), .required, "Project"),
      Field(
        "metadata",
        .object(ObjectShape([Field("name", .text(.name), .required, "Name of the owner.")])),
        .required, "The name of the owner."),
      Field(
        "spec", .object(ObjectShape(ProjectFields.fields)), .required, "What the tree is."),
    ]
    let slots = fields.slots(of: document, fields: top, of: "mandate.yaml")
    checkProtected(document, tree, &fields)
    guard let values = slots,
      let name = values[2].slots.first?.text
    else { return nil }
    return TopLevel(
      name: name, slots: values[3].slots, paths: manifestPaths(document, tree))
  }

  /// The entries of `manifests` in the order they are written, with their places.
  private static func manifestPaths(_ document: NodeID, _ tree: SyntaxTree) -> [Project
    .ManifestPath]
  {
    elements(["spec", "manifests"], of: document, tree).map {
      Project.ManifestPath(text: tree.text($0), range: tree.sourceRange($0))
    }
  }

  /// A protection that can hit nothing would protect nothing, in silence.
  private static func checkProtected(
    _ document: NodeID, _ tree: SyntaxTree, _ fields: inout FieldDecoder
  ) {
    for node in elements(["spec", "guardrails", "protected"], of: document, tree) {
      let written = tree.text(node)
      guard Kind.named(written) == nil, Address(written) == nil else { continue }
      let near = nearestName(to: written.string, among: Kind.declared.map(\.name))
      let problem = FormatProblem(
        .unknownWord, "`\(written)` is neither a kind nor an address",
        help: [
          near.map { "did you mean `\($0)`?" } ?? "write KIND, KIND/NAME or KIND/INSTITUTION/NAME"
        ])
      fields.report(.error, problem, at: node)
    }
  }

  /// The elements of the list that stands below these keys; none where there is no such list.
  private static func elements(
    _ keys: [String], of document: NodeID, _ tree: SyntaxTree
  ) -> [NodeID] {
    var node = document
    for key in keys {
      guard tree.kind(node) == .mapping,
        let value = tree.entries(node).first(where: { tree.text($0.key) == Text(key) })?.value
      else { return [] }
      node = value
    }
    return tree.kind(node) == .sequence ? Array(tree.children(node)) : []
  }

  private static func project(
    _ name: Text, _ slots: [Value], _ paths: [Project.ManifestPath],
    file: SourceFile, folder: String
  ) -> Project? {
    guard let word = slots[ProjectFields.environment.index].text,
      let environment = Deployment.Environment(rawValue: word.string),
      let region = slots[ProjectFields.region.index].text
    else { return nil }
    return Project(
      name: name, deployment: Deployment(environment: environment, region: region),
      institution: slots[ProjectFields.institution.index].text,
      store: slots[ProjectFields.store.index].text, manifests: paths,
      guardrails: guardrails(slots[ProjectFields.guardrailsSlot.index]), file: file,
      folder: folder,
      boundary: gitWorkTree(around: folder) ?? folder)
  }

  /// The settings that a value of `guardrails` stands for, and `silent` where it says nothing.
  static func guardrails(
    _ value: Value, whereSilent silent: GuardrailSettings = .builtIn
  ) -> GuardrailSettings {
    var settings = silent
    let removals = value[ProjectFields.maxRemovals]
    if let count = removals[ProjectFields.count].integer { settings.removalsCountMax = Int(count) }
    if let percent = removals[ProjectFields.percent].integer {
      settings.removalsPercentMax = Int(percent)
    }
    settings.newlyExposedKeysMax = value[ProjectFields.maxNewlyExposedKeys].integer.map(Int.init)
    settings.protected = value[ProjectFields.protected].texts
    settings.requireApproval = value[ProjectFields.requireApproval].texts
    settings.requireReason = value[ProjectFields.requireReason].texts
    settings.rules = value[ProjectFields.rules].elements.compactMap(rule)
    return settings
  }

  private static func rule(_ value: Value) -> GuardrailSettings.Rule? {
    guard let name = value[ProjectFields.ruleName].text,
      let text = value[ProjectFields.ruleWhere].text, let query = try? Query(parsing: text)
    else { return nil }
    return GuardrailSettings.Rule(
      name: name, condition: query,
      refuses: value[ProjectFields.ruleOutcome].text?.is("refuse") ?? true)
  }

  /// The nearest folder upward that holds `.git`, or nil.
  private static func gitWorkTree(around folder: String) -> String? {
    var components = folder.split(separator: "/").map(String.init)
    while !components.isEmpty {
      let candidate = "/" + components.joined(separator: "/")
      if PathText.exists(candidate + "/.git") { return candidate }
      components.removeLast()
    }
    return nil
  }
}
