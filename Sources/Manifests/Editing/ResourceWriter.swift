package import AccessModel
import Diagnostics
import YAMLSyntax

/// A resource that is not declared yet, and the file it shall stand in.
package struct NewResource: Sendable {
  package let resource: Resource
  /// Index of the file in its tree.
  package let file: Int

  package init(_ resource: Resource, inFile file: Int) {
    self.resource = resource
    self.file = file
  }
}

/// Puts new resources into a file: among the items of their kind where it has such, else below.
struct ResourceWriter {
  let project: Project
  let index: Int

  func adding(_ resources: [Resource], to file: SourceFile) throws(EditFailure) -> SourceFile {
    var result = file
    for kind in Kind.allCases {
      let own = resources.filter { $0.kind == kind }
      for group in Dictionary(grouping: own, by: \.address.institution).sorted(by: {
        $0.key < $1.key
      }) {
        result = try adding(
          group.value.sorted { $0.address < $1.address }, of: kind, group.key, to: result)
      }
    }
    return result
  }

  private func adding(
    _ resources: [Resource], of kind: Kind, _ institution: Text, to file: SourceFile
  ) throws(EditFailure) -> SourceFile {
    guard let reading = FileEditor.read(file, index: index, project: project) else {
      throw .broken("`\(file.path)` cannot be read after a part of the edits")
    }
    let lines = TextLines(file)
    var splices = SpliceList()
    let known = items(for: kind, institution, in: reading)
    if resources.count > 1, let known, CollectionEditor(known, in: reading.tree, lines).isFlow {
      // In brackets each new item moves the comma that the next one follows.
      let first = try adding(Array(resources.prefix(1)), of: kind, institution, to: file)
      return try adding(Array(resources.dropFirst()), of: kind, institution, to: first)
    }
    if let items = known {
      for splice in insertions(of: resources, into: items, reading.tree, lines) {
        guard splices.take([splice]) else {
          throw .broken("new items of `\(file.path)` do not come in the order of its text")
        }
      }
    } else {
      let document = DocumentEditor(tree: reading.tree, lines: lines)
      _ = splices.take([document.addition(rows(of: resources, kind, institution))])
    }
    return SourceFile(path: file.path, bytes: splices.applied(to: file.bytes))
  }

  // MARK: Among items

  /// The last items of a kind and institution that carry no labels.
  private func items(
    for kind: Kind, _ institution: Text, in reading: FileEditor.Reading
  ) -> NodeID? {
    var place = 0
    var found: NodeID?
    for document in reading.tree.documents {
      let items = DocumentSlots.items(of: document, in: reading.tree)
      let count = items.map { reading.tree.count($0) } ?? 1
      defer { place += count }
      guard let items, place < reading.declarations.count else { continue }
      let first = reading.declarations[place].resource
      guard first.kind == kind, first.address.institution == institution, first.labels.isEmpty
      else { continue }
      found = items
    }
    return found
  }

  private func insertions(
    of resources: [Resource], into items: NodeID, _ tree: SyntaxTree, _ lines: TextLines
  ) -> [Splice] {
    let editor = CollectionEditor(items, in: tree, lines)
    let names = tree.entries(items).map { tree.text($0.key) }
    let isSorted = zip(names, names.dropFirst()).allSatisfy { $0 <= $1 }
    let values = tree.entries(items).map(\.value)
    let isBlock = values.allSatisfy { value in
      lines.bytes[tree.range(value).lowerBound] != UInt8(ascii: "{")
    }
    return resources.flatMap { resource in
      let name = resource.address.name
      let place = isSorted ? names.firstIndex { name < $0 } ?? names.count : names.count
      return editor.insertion(of: member(resource, isBlock: isBlock), at: place)
    }
  }

  private func member(_ resource: Resource, isBlock: Bool) -> CollectionEditor.Member {
    let colon = Array(": ".utf8)
    let key = ScalarText.bytes(resource.address.name, inFlow: true)
    let entries = self.entries(of: resource)
    let pairs = entries.map { entry -> [UInt8] in entry.name + colon + entry.inline }
    var inline = key + colon
    inline.append(UInt8(ascii: "{"))
    inline += pairs.joined(separator: Array(", ".utf8))
    inline.append(UInt8(ascii: "}"))
    guard isBlock else { return CollectionEditor.Member(inline: inline, block: [inline]) }
    let head = key + [UInt8(ascii: ":")]
    let rows = entries.map { entry -> [UInt8] in Array("  ".utf8) + entry.name + colon + entry.block
    }
    return CollectionEditor.Member(inline: inline, block: [head] + rows)
  }

  // MARK: A document of their own

  private func rows(of resources: [Resource], _ kind: Kind, _ institution: Text) -> [[UInt8]] {
    var rows = ["apiVersion: mandate/v1", "kind: \(kind.name)"].map { Array($0.utf8) }
    if !institution.isEmpty {
      rows.append(
        Array("metadata: {institution: ".utf8) + ScalarText.bytes(institution, inFlow: true)
          + Array("}".utf8))
    }
    rows.append(Array("items:".utf8))
    return rows + resources.map { Array("  ".utf8) + member($0, isBlock: false).inline }
  }

  private struct Entry {
    let name: [UInt8]
    let inline: [UInt8]
    let block: [UInt8]
  }

  private func entries(of resource: Resource) -> [Entry] {
    var entries = zip(resource.kind.description.fields, resource.spec).filter { !$0.1.isAbsent }
      .map { field, value in
        Entry(
          name: Array(field.nameText.bytes),
          inline: ScalarText.bytes(value, as: field.type, inFlow: true),
          block: ScalarText.bytes(value, as: field.type, inFlow: false))
      }
    if let reason = resource.reason {
      entries.append(
        Entry(
          name: Array("reason".utf8), inline: ScalarText.bytes(reason, inFlow: true),
          block: ScalarText.bytes(reason, inFlow: false)))
    }
    return entries
  }
}
