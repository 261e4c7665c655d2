import AccessModel
package import Diagnostics
import Dispatch
import YAMLSyntax

/// A manifest tree after an edit, with what it was before.
package struct EditedTree: Sendable {
  package let tree: ManifestTree
  package let declarations: [Declaration]
  /// The files that differ, in the order of the tree.
  package let changed: [(before: SourceFile, after: SourceFile)]
  /// What reading the files that differ has to say.
  package let diagnostics: [Diagnostic]
}

/// Edits manifests in place, touching no byte that need not change.
///
/// What the edited text says is read back and held against what the model says it should: a tree in
/// which any other word has changed never leaves here.
package struct TreeEditor {
  private let tree: ManifestTree
  private let declarations: [Declaration]
  private let model: Model

  /// What an edit makes of a resource; nil when it is gone.
  typealias Model = @Sendable (Resource, FieldEdit) -> Resource?

  package init(_ tree: ManifestTree, _ declarations: [Declaration]) {
    self.init(tree, declarations, holdingAgainst: FieldEditModel.edited)
  }

  /// `model` predicts what the edited text must say; tests give one that errs.
  init(
    _ tree: ManifestTree, _ declarations: [Declaration], holdingAgainst model: @escaping Model
  ) {
    self.tree = tree
    self.declarations = declarations
    self.model = model
  }

  /// The tree with `edits` made, by index of the declaration, and `additions` put where people would.
  package func edited(
    _ edits: [Int: [FieldEdit]], adding additions: [NewResource] = []
  ) throws(EditFailure) -> EditedTree {
    var byFile: [Int: [Address: [FieldEdit]]] = [:]
    for (place, wanted) in edits where !wanted.isEmpty {
      let declaration = declarations[place]
      byFile[declaration.file, default: [:]][declaration.resource.address] = wanted
    }
    let added = Dictionary(grouping: additions, by: \.file)
    var changes: [Int: Change] = [:]
    var problems: [Diagnostic] = []
    let files = Set(byFile.keys).union(added.keys).sorted()
    let wanted = files.map { (edits: byFile[$0] ?? [:], additions: added[$0] ?? []) }
    let results = DispatchQueue.answers(for: files.count) { place in
      Result { () throws(EditFailure) in
        try change(files[place], wanted[place].edits, wanted[place].additions)
      }
    }
    for (file, result) in zip(files, results) {
      do throws(EditFailure) { changes[file] = try result.get() } catch {
        guard case .wrong(let found) = error else { throw error }
        problems += found
      }
    }
    guard problems.isEmpty else { throw .wrong(problems) }
    return joined(changes)
  }

  /// One edited file with what it declares.
  private struct Change {
    let file: SourceFile
    let declarations: [Declaration]
    let diagnostics: [Diagnostic]
  }

  private func change(
    _ index: Int, _ edits: [Address: [FieldEdit]], _ additions: [NewResource]
  ) throws(EditFailure) -> Change {
    let before = tree.files[index]
    let known = ofFile(index)
    var editor = FileEditor(
      before, declaring: known.map(\.resource.address), index: index, project: tree.project,
      edits: edits)
    var after = try editor.edited()
    if !additions.isEmpty {
      after = try ResourceWriter(project: tree.project, index: index)
        .adding(additions.map(\.resource), to: after)
    }
    guard after.bytes != before.bytes else {
      try verify(Array(known), of: index, edits, additions)
      return Change(file: before, declarations: Array(known), diagnostics: [])
    }
    guard let reading = FileEditor.read(after, index: index, project: tree.project) else {
      throw .broken("the edited text of `\(before.path)` cannot be read")
    }
    try verify(reading.declarations, of: index, edits, additions)
    return Change(
      file: after, declarations: reading.declarations, diagnostics: reading.diagnostics)
  }

  /// Holds what the text says against what the model says it should.
  private func verify(
    _ found: [Declaration], of index: Int, _ edits: [Address: [FieldEdit]],
    _ additions: [NewResource]
  ) throws(EditFailure) {
    var expected: [Address: (resource: Resource, renamedFrom: Text?)] = [:]
    for declaration in ofFile(index) {
      var resource: Resource? = declaration.resource
      for edit in edits[declaration.resource.address] ?? [] {
        resource = resource.flatMap { model($0, edit) }
      }
      if let resource { expected[resource.address] = (resource, declaration.renamedFrom) }
    }
    for addition in additions { expected[addition.resource.address] = (addition.resource, nil) }
    guard found.count == expected.count else {
      throw .broken("the edited text declares \(found.count) resources, not \(expected.count)")
    }
    for declaration in found {
      let address = declaration.resource.address
      guard let wanted = expected[address], wanted.resource == declaration.resource,
        wanted.renamedFrom == declaration.renamedFrom
      else { throw .broken("the edited text says something else of \(address)") }
    }
  }

  /// The declarations of a file, which stand together.
  private func ofFile(_ index: Int) -> ArraySlice<Declaration> {
    var low = 0
    var high = declarations.count
    while low < high {
      let middle = low + (high - low) / 2
      if declarations[middle].file < index { low = middle + 1 } else { high = middle }
    }
    return declarations[low...].prefix { $0.file == index }
  }

  private func joined(_ changes: [Int: Change]) -> EditedTree {
    var files: [SourceFile] = []
    var all: [Declaration] = []
    var changed: [(before: SourceFile, after: SourceFile)] = []
    all.reserveCapacity(declarations.count)
    for (index, file) in tree.files.enumerated() {
      guard let change = changes[index], change.file.bytes != file.bytes else {
        files.append(file)
        continue
      }
      files.append(change.file)
      changed.append((file, change.file))
    }
    var place = 0
    for index in tree.files.indices {
      let start = place
      while place < declarations.count, declarations[place].file == index { place += 1 }
      all += changes[index].map { ArraySlice($0.declarations) } ?? declarations[start..<place]
    }
    return EditedTree(
      tree: ManifestTree(project: tree.project, files: files), declarations: all, changed: changed,
      diagnostics: changes.sorted { $0.key < $1.key }.flatMap(\.value.diagnostics))
  }
}
