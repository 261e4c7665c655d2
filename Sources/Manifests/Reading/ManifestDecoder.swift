import AccessModel
import Diagnostics
import YAMLSyntax

/// Reads the documents of one manifest file into declarations.
struct ManifestDecoder: ~Copyable {
  private let tree: SyntaxTree
  /// The institution of the project, for documents that name none.
  private let defaultInstitution: Text?
  private var fields: FieldDecoder
  private var lines: LineCounter
  /// Index of the file in its tree.
  private let file: Int
  /// Whether digests are wanted; rows of a store bring theirs.
  private let hashes: Bool
  /// Whether what commands record may stand here, as in a store, and not only what is declared.
  private let admitsRecords: Bool
  private let hasher = Hasher256()
  private var scratch: [UInt8] = []
  /// The kind read last; the documents of a file are mostly of one.
  private var known: (name: Text, kind: Kind)?
  private(set) var declarations: [Declaration] = []
  /// What is declared and could not be read.
  private(set) var lost = LostDeclarations()

  init(
    tree: SyntaxTree, defaultInstitution: Text?, dayReading: DayReading, file: Int,
    hashes: Bool = true, admitsRecords: Bool = false
  ) {
    self.admitsRecords = admitsRecords
    self.tree = tree
    self.file = file
    self.hashes = hashes
    self.defaultInstitution = defaultInstitution
    fields = FieldDecoder(tree: tree, dayReading: dayReading)
    fields.refusesGaps = !admitsRecords
    lines = LineCounter(bytes: tree.file.bytes)
  }

  var diagnostics: [Diagnostic] { fields.diagnostics }

  mutating func readDocuments() {
    for document in tree.documents { read(document) }
  }

  /// The top-level keys of one document.
  private struct Document {
    var apiVersion: NodeID?
    var kind: NodeID?
    var metadata: NodeID?
    var spec: NodeID?
    var items: NodeID?
    var itemsKey: NodeID?
  }

  private mutating func read(_ node: NodeID) {
    guard tree.kind(node) == .mapping else {
      lost.everything()
      report(ReadingProblem.notAMapping(tree, node, "a document"), at: node)
      return
    }
    let document = topLevel(of: node)
    guard let kind = readKind(document, of: node) else {
      lost.everything()
      return
    }
    if document.spec != nil, let items = document.itemsKey {
      lost.insert(kind)
      report(
        FormatProblem(
          .specAndItems, "a document holds `spec` or `items`, not both",
          help: ["split it into two documents"]), at: items)
      return
    }
    let metadata = MetadataDecoder(tree: tree, kind: kind, defaultInstitution: defaultInstitution)
      .read(document.metadata, document: node, hasItems: document.items != nil, into: &fields)
    guard let metadata else {
      lost.insert(kind)
      return
    }
    if let spec = document.spec {
      readSingle(spec, kind, metadata)
    } else if let items = document.items {
      readItems(items, kind, metadata)
    } else {
      lose(kind, metadata.name, metadata)
      report(
        FormatProblem(
          .missingField, "a \(kind.name) has no `spec`", help: ["add `spec` with its fields"]),
        at: document.kind ?? node)
    }
  }

  private mutating func topLevel(of node: NodeID) -> Document {
    var document = Document()
    for (key, value) in tree.entries(node) {
      let name = tree.text(key)
      if name.is("apiVersion") {
        document.apiVersion = value
      } else if name.is("kind") {
        document.kind = value
      } else if name.is("metadata") {
        document.metadata = value
      } else if name.is("spec") {
        document.spec = value
      } else if name.is("items") {
        document.items = value
        document.itemsKey = key
      } else {
        fields.unknownField(
          key, fields: ["apiVersion", "kind", "metadata", "spec", "items"], of: "a document")
      }
    }
    return document
  }

  private mutating func readKind(_ document: Document, of node: NodeID) -> Kind? {
    guard let version = document.apiVersion, let kindNode = document.kind else {
      let missing = document.apiVersion == nil ? "apiVersion" : "kind"
      report(
        FormatProblem(
          .missingField, "a document has no `\(missing)`",
          help: ["every document begins with `apiVersion: mandate/v1` and `kind: ...`"]),
        at: node, length: 1)
      return nil
    }
    guard let written = word(kindNode, "kind"), let wanted = word(version, "apiVersion") else {
      return nil
    }
    guard wanted.is("mandate/v1") else {
      report(
        FormatProblem(
          .apiVersionUnknown, "this program reads `mandate/v1`, not `\(wanted)`",
          help: ["write apiVersion: mandate/v1"]), at: version)
      return nil
    }
    if let known, known.name == written { return known.kind }
    guard let kind = Kind.named(written), admitsRecords || !kind.isRecorded else {
      report(KindProblem.unknown(written), at: kindNode)
      return nil
    }
    known = (written, kind)
    return kind
  }

  /// The text of a scalar; nil after saying that it is none or has no value.
  private mutating func word(_ node: NodeID, _ name: String) -> Text? {
    guard tree.kind(node) == .scalar else {
      report(ReadingProblem.notAScalar(tree, node, name, .text(.name)), at: node)
      return nil
    }
    guard !tree.text(node).isEmpty else {
      report(ReadingProblem.nullValue(name), at: node)
      return nil
    }
    return tree.text(node)
  }

  // MARK: Resources

  private mutating func lose(_ kind: Kind, _ name: Text?, _ metadata: Metadata) {
    guard let name else {
      lost.insert(kind)
      return
    }
    lost.insert(Address(kind, institution: metadata.institution, name: name))
  }

  private mutating func readSingle(_ spec: NodeID, _ kind: Kind, _ metadata: Metadata) {
    guard let name = metadata.name, let nameNode = metadata.nameNode else { return }
    declare(
      kind, name: name, at: nameNode, spec: spec, metadata: metadata,
      ItemMetadata(
        reason: metadata.reason, hasReason: metadata.hasReason, renamedFrom: metadata.renamedFrom))
  }

  private mutating func readItems(_ items: NodeID, _ kind: Kind, _ metadata: Metadata) {
    guard tree.kind(items) == .mapping, tree.count(items) > 0 else {
      lost.insert(kind)
      report(
        FormatProblem(
          tree.kind(items) == .sequence ? .wrongType : .emptyList,
          "`items` is a mapping of names to specs with at least one item",
          help: ["write `items:` and below it one line an item, as `name: {field: value}`"]),
        at: items)
      return
    }
    for (key, value) in tree.entries(items) {
      let name: Text
      do throws(FormatProblem) {
        name = try fields.scalars.string(key, "name") { text throws(FormatProblem) in
          try Name(parsing: text).text
        }
      } catch {
        lost.insert(kind)
        fields.report(.error, error, at: key)
        continue
      }
      guard tree.kind(value) == .mapping else {
        lose(kind, name, metadata)
        report(ReadingProblem.notAMapping(tree, value, "the item `\(name)`"), at: value)
        continue
      }
      declare(
        kind, name: name, at: key, spec: value, metadata: metadata, itemMetadata(value),
        extra: Self.itemMetadataKeys)
    }
  }

  private static let itemMetadataKeys: [Text] = ["reason", "renamedFrom"]

  /// The two fields of metadata that may stand in an item.
  private struct ItemMetadata {
    var reason: Text?
    var hasReason = false
    var renamedFrom: Text?
  }

  private mutating func itemMetadata(_ item: NodeID) -> ItemMetadata {
    var found = ItemMetadata()
    for (key, value) in tree.entries(item) {
      let name = tree.text(key)
      if name.is("reason") {
        found.hasReason = true
        found.reason = fields.value(of: value, as: Metadata.reasonType, called: "reason")?.text
      } else if name.is("renamedFrom") {
        found.renamedFrom =
          fields.value(of: value, as: Metadata.nameType, called: "renamedFrom")?.text
      }
    }
    return found
  }

  private mutating func declare(
    _ kind: Kind, name: Text, at nameNode: NodeID, spec: NodeID, metadata: Metadata,
    _ own: ItemMetadata, extra: [Text] = []
  ) {
    let description = kind.description
    let slots = fields.slots(
      of: spec, fields: description.fields, of: "\(kind.name) `\(name)`", extra: extra)
    if description.requiresReason, !own.hasReason {
      report(
        FormatProblem(
          .reasonMissing, "\(kind.name) `\(name)` has no reason",
          help: ["add `reason` to its metadata: who asked for it and why"]), at: nameNode)
    }
    guard var slots else {
      lose(kind, name, metadata)
      return
    }
    if kind == .traderAuthorization {
      let user = TraderAuthorizationFields.user.index
      if slots[user].text == name { slots[user] = .absent }
    }
    let resource = Resource(
      address: Address(kind, institution: metadata.institution, name: name),
      labels: metadata.labels, reason: own.reason, spec: slots)
    let nameRange = tree.range(nameNode)
    let specRange = tree.range(spec)
    declarations.append(
      Declaration(
        resource: resource, digest: digest(of: resource), renamedFrom: own.renamedFrom, file: file,
        line: lines.line(of: nameRange.lowerBound),
        nameRange: UInt32(nameRange.lowerBound)..<UInt32(nameRange.upperBound),
        specRange: UInt32(specRange.lowerBound)..<UInt32(specRange.upperBound)))
  }

  private mutating func digest(of resource: Resource) -> Digest {
    guard hashes else { return .zero }
    scratch.removeAll(keepingCapacity: true)
    CanonicalJSON.append(resource, to: &scratch)
    return hasher.digest(of: scratch)
  }

  private mutating func report(_ problem: FormatProblem, at node: NodeID, length: Int? = nil) {
    guard let length else {
      fields.report(.error, problem, at: node)
      return
    }
    let range = tree.range(node)
    let short = range.lowerBound..<min(range.upperBound, range.lowerBound + length)
    fields.diagnostics.append(problem.diagnostic(at: SourceRange(tree.file, short)))
  }
}
