import AccessModel
import Diagnostics
import YAMLSyntax

/// Edits one file in rounds: each reads the text anew and makes every edit that touches no other.
///
/// WHY rounds: edits of one list, or of a value shared by an alias, depend on each other's outcome.
/// Most files need one round.
struct FileEditor {
  private let project: Project
  private let index: Int
  private var file: SourceFile
  /// What was asked for, done or not: who shares a value agreed to what was done to it already.
  private let wanted: [Address: [FieldEdit]]
  private var pending: [Address: [FieldEdit]]
  /// What the file declares, as long as nothing of it is edited.
  private var declared: [Address]?

  /// What a file says, with the places where it does.
  struct Reading {
    let tree: SyntaxTree
    let declarations: [Declaration]
    /// Warnings alone.
    let diagnostics: [Diagnostic]
  }

  /// `declared` are the resources of the file in their order.
  init(
    _ file: SourceFile, declaring declared: [Address], index: Int, project: Project,
    edits: [Address: [FieldEdit]]
  ) {
    self.file = file
    self.declared = declared
    self.index = index
    self.project = project
    wanted = edits
    pending = edits
  }

  /// The text with all edits made.
  mutating func edited() throws(EditFailure) -> SourceFile {
    while !pending.isEmpty {
      let countBefore = pending.values.reduce(0) { $0 + $1.count }
      let splices = try round()
      file = SourceFile(path: file.path, bytes: splices.applied(to: file.bytes))
      let countAfter = pending.values.reduce(0) { $0 + $1.count }
      guard !splices.isEmpty || countAfter < countBefore else {
        throw .broken("an edit of `\(file.path)` makes no progress")
      }
    }
    return file
  }

  static func read(_ file: SourceFile, index: Int, project: Project) -> Reading? {
    var diagnostics: [Diagnostic] = []
    guard let tree = parseSyntax(file, into: &diagnostics) else { return nil }
    var decoder = ManifestDecoder(
      tree: tree, defaultInstitution: project.institution, dayReading: project.dayReading,
      file: index)
    decoder.readDocuments()
    guard !decoder.diagnostics.hasErrors else { return nil }
    return Reading(
      tree: tree, declarations: decoder.declarations,
      diagnostics: diagnostics + decoder.diagnostics)
  }

  // MARK: One round

  private mutating func round() throws(EditFailure) -> SpliceList {
    guard let (tree, all) = reading() else {
      throw .broken("`\(file.path)` cannot be read after a part of the edits")
    }
    var splices = SpliceList()
    var place = 0
    for document in tree.documents.indices {
      let slots = DocumentSlots.slots(ofDocument: document, in: tree)
      guard place + slots.count <= all.count else {
        throw .broken("`\(file.path)` declares another number of resources than it has places for")
      }
      let declared = Array(all[place..<place + slots.count])
      place += slots.count
      guard declared.contains(where: { pending[$0] != nil }) else { continue }
      try edit(document, slots, declared, tree, &splices)
    }
    return splices
  }

  /// The text as a tree, with the resources in their order.
  ///
  /// WHY not `read` each time: of the text that was loaded it is known already what it declares, and
  /// most files need no second round.
  private mutating func reading() -> (tree: SyntaxTree, declared: [Address])? {
    guard let known = declared else {
      return Self.read(file, index: index, project: project)
        .map { ($0.tree, $0.declarations.map(\.resource.address)) }
    }
    declared = nil
    var diagnostics: [Diagnostic] = []
    return parseSyntax(file, into: &diagnostics).map { ($0, known) }
  }

  private mutating func edit(
    _ document: Int, _ slots: [DocumentSlots.Slot], _ declared: [Address], _ tree: SyntaxTree,
    _ splices: inout SpliceList
  ) throws(EditFailure) {
    let lines = TextLines(file)
    if declared.allSatisfy({ pending[$0]?.first == .remove }) {
      if splices.take([DocumentEditor(tree: tree, lines: lines).removal(of: document)]) {
        for address in declared { pending[address] = nil }
      }
      return
    }
    let shared = SharedNodes(of: tree.documents[document], slots: slots, in: tree)
    let items = DocumentSlots.items(of: tree.documents[document], in: tree)
      .map { CollectionEditor($0, in: tree, lines) }
    let wanted = self.wanted
    var touched: Set<NodeID> = []
    for (slot, address) in zip(slots, declared) {
      let editor = SlotEditor(
        tree: tree, lines: lines, slot: slot, kind: address.kind, shared: shared,
        dayReading: project.dayReading, items: items,
        wants: { wanted[declared[$0]]?.contains($1) == true },
        isWantedByAll: { edit in declared.allSatisfy { wanted[$0]?.contains(edit) == true } })
      try edit(address, editor, &touched, &splices)
    }
  }

  /// The first edit of a resource that changes anything; the others wait for the next round.
  private mutating func edit(
    _ address: Address, _ editor: SlotEditor, _ touched: inout Set<NodeID>,
    _ splices: inout SpliceList
  ) throws(EditFailure) {
    while let edit = pending[address]?.first {
      switch try editor.outcome(of: edit) {
      case .nothing: finishFirst(of: address)
      case .splices(let group, let node, let isWhole):
        guard !touched.contains(node), splices.take(group) else { return }
        if edit != .remove { touched.insert(node) }
        if isWhole { finishFirst(of: address) }
        return
      case .writeOut(let aliases):
        for alias in aliases where touched.insert(alias).inserted {
          _ = splices.take([WrittenOut.splice(for: alias, in: editor.tree, editor.lines)])
        }
        return
      }
    }
  }

  private mutating func finishFirst(of address: Address) {
    pending[address]?.removeFirst()
    if pending[address]?.isEmpty == true { pending[address] = nil }
  }
}
