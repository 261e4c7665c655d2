import AccessModel
import Diagnostics
import Manifests
import Plans

/// A manifest tree read into declarations, before anything is checked.
struct LoadedTree {
  let project: Project
  let tree: ManifestTree
  let declarations: [Declaration]
  /// What is declared and could not be read.
  let lost: LostDeclarations
  /// What was wrong with the text itself.
  let diagnostics: [Diagnostic]
  /// Whether the files are not there, but what an earlier register would be as manifests.
  var isOfPast = false

  init(_ project: Project, telling progress: Progress = .none) {
    var diagnostics: [Diagnostic] = []
    progress.phase("looking for manifests")
    let tree = TreeReader.read(project, into: &diagnostics)
    self.init(project, tree: tree, diagnostics, telling: progress)
  }

  /// A tree whose files are not those of the project's folder.
  init(
    _ project: Project, tree: ManifestTree, _ found: [Diagnostic] = [],
    telling progress: Progress = .none
  ) {
    var diagnostics = found
    self.tree = tree
    var lost = LostDeclarations()
    if diagnostics.hasErrors { lost.everything() }
    progress.phase("reading \(tree.files.count) manifest files")
    declarations = ManifestLoader.load(tree, lost: &lost, into: &diagnostics)
    self.lost = lost
    self.project = project
    self.diagnostics = diagnostics
  }

  /// The same tree with some files as an edit leaves them, which no disk has seen.
  init(_ base: LoadedTree, edited: EditedTree) {
    project = base.project
    tree = edited.tree
    declarations = edited.declarations
    lost = base.lost
    let changed = Set(edited.changed.map { Text($0.before.path) })
    diagnostics =
      base.diagnostics.filter { found in
        found.range.map { !changed.contains(Text($0.file.path)) } ?? true
      } + edited.diagnostics
  }

  /// Whether it is an institution's own tree, which cannot see what the broker declares.
  var isInstitutionTree: Bool {
    project.institution != nil
      && !declarations.contains { $0.resource.kind.description.ownership == .staff }
  }

  /// The declarations as planning takes them, sorted by address.
  ///
  /// WHY sorted: the digest of what is declared and the order of changes go by address too, and
  /// find it done.
  var declared: [Declared] {
    let paths = tree.files.map { Text($0.path) }
    return AddressOrder.indices(of: declarations.map(\.resource.address)).map { index in
      let declaration = declarations[index]
      return Declared(
        resource: declaration.resource, digest: declaration.digest,
        renamedFrom: declaration.renamedFrom,
        source: isOfPast ? nil : Source(file: paths[declaration.file], line: declaration.line))
    }
  }

  /// Everything the checks say of the tree beside `others`, with the places in the text.
  ///
  /// `isStored` tells which addresses the register holds for this tree.
  func judged(
    beside others: [Resource], at now: Instant, hidesBroker: Bool,
    isStored: (Address) -> Bool = { _ in false }
  ) -> [Diagnostic] {
    let state = DesiredState(
      deployment: project.deployment, now: now, own: declarations.map(\.resource), others: others,
      isInstitutionTree: hidesBroker, lost: lost)
    let findings =
      Checks.findings(in: state)
      + RenameCheck.findings(in: declarations, state: state, isStored: isStored)
    var locator = SiteLocator(files: tree.files, declarations: declarations)
    return locator.diagnostics(for: findings)
  }
}
