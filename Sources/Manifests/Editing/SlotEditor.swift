import AccessModel
import Diagnostics
import YAMLSyntax

/// Finds what one edit of one resource does to the text of its document.
struct SlotEditor {
  let tree: SyntaxTree
  let lines: TextLines
  let slot: DocumentSlots.Slot
  let kind: Kind
  let shared: SharedNodes
  let dayReading: DayReading
  /// The mapping below `items`, if the document has one.
  let items: CollectionEditor?
  /// Whether another slot of the document wants an edit too.
  let wants: (_ slot: Int, FieldEdit) -> Bool
  /// Whether all resources of the document want it.
  let isWantedByAll: (FieldEdit) -> Bool

  enum Outcome {
    /// The text says so already.
    case nothing
    /// `isWhole` unless the edit has to be looked at again afterwards.
    case splices([Splice], node: NodeID, isWhole: Bool)
    /// Aliases have to be written out before.
    case writeOut([NodeID])
  }

  /// WHY what is shared is looked at last: where the text says so already, nobody is in the way.
  func outcome(of edit: FieldEdit) throws(EditFailure) -> Outcome {
    if case .remove = edit { return removal() }
    let path = slot.written(edit.path)
    let isOfDocument = slot.item != nil && path[0].is("metadata")
    let (way, missing) = way(along: path, isOfDocument: isOfDocument)
    let last = way[way.count - 1]
    let outcome =
      missing.isEmpty ? try leaf(edit, at: last) : insertion(of: edit, missing, at: last)
    if case .nothing = outcome { return .nothing }
    guard !isOfDocument else {
      try requireAll(edit)
      return outcome
    }
    for place in way {
      if let first = separation(place, edit) { return first }
    }
    return outcome
  }

  /// The places on the way to what is edited, as far as they are written, and the names that are not.
  private func way(
    along path: [Text], isOfDocument: Bool
  ) -> (places: [Place], missing: ArraySlice<Text>) {
    var place = Place(
      node: isOfDocument ? tree.documents[slot.document] : slot.start,
      alias: isOfDocument ? nil : slot.alias, names: [], fields: shape(ofDocument: isOfDocument))
    var places = [place]
    for (depth, name) in path.enumerated() {
      guard let child = value(of: name, in: place.node) else {
        return (places, path.dropFirst(depth))
      }
      place = place.below(child, name)
      places.append(place)
    }
    return (places, [])
  }

  // MARK: Places

  /// A node on the way to the value that is edited.
  private struct Place {
    var node: NodeID
    /// The alias that was followed last.
    var alias: NodeID?
    var names: [Text]
    /// The fields that a mapping may have here, in their order, and the type of the value.
    var fields: Shape

    func below(_ child: (written: NodeID, node: NodeID, isAlias: Bool), _ name: Text) -> Place {
      Place(
        node: child.node, alias: child.isAlias ? child.written : alias, names: names + [name],
        fields: fields.below(name))
    }
  }

  /// What may stand at a place.
  private indirect enum Shape {
    case document([Field], isItems: Bool)
    case metadata
    case labels
    case item([Field])
    case value(FieldType)

    func below(_ name: Text) -> Shape {
      switch self {
      case .document(let fields, _):
        name.is("metadata") ? .metadata : .value(.object(.init(fields)))
      case .metadata: name.is("labels") ? .labels : .value(Metadata.reasonType)
      case .labels: .value(Metadata.labelValueType)
      case .item(let fields):
        fields.first { $0.nameText == name }.map { .value($0.type) } ?? .value(Metadata.reasonType)
      case .value(let type):
        type.objectFields.first { $0.nameText == name }.map { .value($0.type) } ?? self
      }
    }

    /// The order of the names here; nil where they go by themselves.
    var order: [Text]? {
      switch self {
      case .document: ["apiVersion", "kind", "metadata", "spec", "items"]
      case .metadata: ["name", "institution", "labels", "reason", "renamedFrom"]
      case .labels: nil
      case .item(let fields): fields.map(\.nameText) + ["reason", "renamedFrom"]
      case .value(let type): type.objectFields.map(\.nameText)
      }
    }

    var type: FieldType {
      if case .value(let type) = self { type } else { Metadata.reasonType }
    }
  }

  private func shape(ofDocument: Bool) -> Shape {
    let fields = kind.description.fields
    return slot.item == nil || ofDocument
      ? .document(fields, isItems: slot.item != nil) : .item(fields)
  }

  private func value(
    of name: Text, in mapping: NodeID
  ) -> (written: NodeID, node: NodeID, isAlias: Bool)? {
    guard tree.kind(mapping) == .mapping else { return nil }
    let children = Array(tree.writtenChildren(mapping))
    for index in stride(from: 0, to: children.count - 1, by: 2) {
      let key = tree.anchored(by: children[index]) ?? children[index]
      guard tree.text(key) == name else { continue }
      let value = children[index + 1]
      let anchored = tree.anchored(by: value)
      return (value, anchored ?? value, anchored != nil)
    }
    return nil
  }

  /// What must be written out before a node can be edited without touching what did not match.
  private func separation(_ place: Place, _ edit: FieldEdit) -> Outcome? {
    let isWilling = { (use: SharedNodes.Use) in
      guard let slot = use.slot else { return false }
      return use.path == place.names && wants(slot, edit)
    }
    guard !shared.isCommon(place.node, isWilling) else { return nil }
    if let alias = place.alias { return .writeOut([alias]) }
    let others = (shared.uses[place.node] ?? []).filter { !isWilling($0) }.compactMap(\.alias)
    return others.isEmpty ? nil : .writeOut(others)
  }

  private func requireAll(_ edit: FieldEdit) throws(EditFailure) {
    guard !isWantedByAll(edit) else { return }
    throw .wrong([
      .error(
        .editShared,
        "`\(edit.path.map(\.string).joined(separator: "."))` is shared by all items of this document",
        at: tree.sourceRange(slot.start),
        help: "match all of them, or move those that are meant to a document of their own")
    ])
  }

  // MARK: Values

  private func leaf(_ edit: FieldEdit, at place: Place) throws(EditFailure) -> Outcome {
    switch edit {
    case .set(_, let value): return try setting(value, at: place)
    case .add(_, let element): return try addition(of: element, at: place)
    case .drop(_, let element): return try dropping(element, at: place)
    case .change(_, let element, let field, let value):
      return try change(of: element, field, value, edit, at: place)
    case .remove: return .nothing
    }
  }

  private func setting(_ value: Value, at place: Place) throws(EditFailure) -> Outcome {
    try require(.scalar, place.node)
    let type = place.fields.type
    if read(place.node, as: type) == value { return .nothing }
    let range = tree.range(place.node)
    let style = tree.style(place.node)
    let written = ScalarText.bytes(value, as: type, like: style, inFlow: isInBrackets(range))
    return .splices([Splice(range, written)], node: place.node, isWhole: true)
  }

  /// An element in a list that is there.
  private func addition(of element: Value, at place: Place) throws(EditFailure) -> Outcome {
    try require(.sequence, place.node)
    guard case .list(let shape) = place.fields.type else { return .nothing }
    let nodes = Array(tree.children(place.node))
    let elements = nodes.map { read($0, as: shape.element) }
    guard !elements.contains(element) else { return .nothing }
    let editor = CollectionEditor(place.node, in: tree, lines)
    let known = elements.compactMap { $0 }
    let isSorted = zip(known, known.dropFirst()).allSatisfy {
      !CanonicalOrder.precedes($1, $0, in: shape)
    }
    let index =
      isSorted
      ? known.firstIndex { CanonicalOrder.precedes(element, $0, in: shape) } ?? nodes.count
      : nodes.count
    let splices = editor.insertion(
      of: member(element, shape.element, among: nodes, inFlow: editor.isFlow), at: index)
    return .splices(splices, node: place.node, isWhole: true)
  }

  private func member(
    _ element: Value, _ type: FieldType, among nodes: [NodeID], inFlow: Bool
  ) -> CollectionEditor.Member {
    let style = neighbourStyle(nodes)
    let isBlock = nodes.contains { tree.kind($0) == .mapping && !isBracketed($0) }
    let inline = ScalarText.bytes(element, as: type, like: style.usual, inFlow: inFlow)
    let quoted = ScalarText.bytes(element, as: type, like: style.quoted, inFlow: inFlow)
    let isQuoted = inline.first == UInt8(ascii: "\"")
    guard isBlock, case .object(let slots) = element else {
      let one = isQuoted ? quoted : inline
      return CollectionEditor.Member(inline: one, block: [one])
    }
    let rows = zip(type.objectFields, slots).filter { !$0.1.isAbsent }.map { field, value in
      field.nameText.bytes + Array(": ".utf8)
        + ScalarText.bytes(value, as: field.type, inFlow: false)
    }
    return CollectionEditor.Member(inline: inline, block: rows.map(Array.init))
  }

  /// How neighbours are written: alike, and where quotes are needed.
  private func neighbourStyle(_ nodes: [NodeID]) -> (usual: ScalarStyle, quoted: ScalarStyle) {
    let styles = nodes.filter { tree.kind($0) == .scalar }.map { tree.style($0) }
    let quoted = styles.last { $0 == .singleQuoted || $0 == .doubleQuoted } ?? .doubleQuoted
    let isAllQuoted = !styles.isEmpty && styles.allSatisfy { $0 == quoted }
    return (isAllQuoted ? quoted : .plain, quoted)
  }

  private func dropping(_ element: Value, at place: Place) throws(EditFailure) -> Outcome {
    try require(.sequence, place.node)
    let type = place.fields.type.elementType
    let nodes = Array(tree.children(place.node))
    let matches = nodes.indices.filter { read(nodes[$0], as: type) == element }
    guard let index = matches.last else { return .nothing }
    guard matches.count < nodes.count else {
      throw .wrong([
        .error(
          .editEmpties, "this would leave the list without an entry",
          at: tree.sourceRange(place.node), help: "remove the resource, or add another entry first")
      ])
    }
    let editor = CollectionEditor(place.node, in: tree, lines)
    let users = shared.aliases(outside: editor.members[index])
    guard users.isEmpty else { return .writeOut(users) }
    return .splices(editor.removal(at: index), node: place.node, isWhole: matches.count == 1)
  }

  private func change(
    of element: Value, _ field: Text, _ value: Value, _ edit: FieldEdit, at place: Place
  ) throws(EditFailure) -> Outcome {
    try require(.sequence, place.node)
    let type = place.fields.type.elementType
    for written in tree.writtenChildren(place.node) {
      let anchored = tree.anchored(by: written)
      let node = anchored ?? written
      guard read(node, as: type) == element else { continue }
      var inner = place
      inner.node = node
      inner.alias = anchored == nil ? place.alias : written
      inner.fields = .value(type)
      guard let child = self.value(of: field, in: node) else {
        return separation(inner, edit)
          ?? insertion(of: .set([field], value), [field], at: inner)
      }
      let below = inner.below(child, field)
      let outcome = try setting(value, at: below)
      if case .nothing = outcome { return .nothing }
      return separation(inner, edit) ?? separation(below, edit) ?? outcome
    }
    return .nothing
  }

  /// A field that is not written yet, with what leads to it.
  private func insertion(of edit: FieldEdit, _ names: ArraySlice<Text>, at place: Place) -> Outcome
  {
    guard let name = names.first else { return .nothing }
    let content: Value
    switch edit {
    case .set(_, let value): content = value
    case .add(_, let element): content = .list([element])
    case .drop, .change, .remove: return .nothing
    }
    let written = nested(content, names.dropFirst(), place.fields.below(name))
    let entry =
      ScalarText.bytes(name, inFlow: true) + Array(": ".utf8) + written
    let editor = CollectionEditor(place.node, in: tree, lines)
    let keys = tree.entries(place.node).map { tree.text($0.key) }
    let member = CollectionEditor.Member(inline: entry, block: [entry])
    let splices = editor.insertion(of: member, at: index(of: name, among: keys, place.fields.order))
    return .splices(splices, node: place.node, isWhole: true)
  }

  private func nested(_ value: Value, _ names: ArraySlice<Text>, _ shape: Shape) -> [UInt8] {
    guard let name = names.first else {
      return ScalarText.bytes(value, as: shape.type, inFlow: true)
    }
    return [UInt8(ascii: "{")] + ScalarText.bytes(name, inFlow: true) + Array(": ".utf8)
      + nested(value, names.dropFirst(), shape.below(name)) + [UInt8(ascii: "}")]
  }

  /// After everything that stands before it by the description.
  private func index(of name: Text, among keys: [Text], _ order: [Text]?) -> Int {
    guard let order, let own = order.firstIndex(of: name) else {
      let isSorted = zip(keys, keys.dropFirst()).allSatisfy { $0 <= $1 }
      return isSorted ? keys.firstIndex { name < $0 } ?? keys.count : keys.count
    }
    let before = keys.lastIndex { key in (order.firstIndex(of: key) ?? order.count) < own }
    return before.map { $0 + 1 } ?? 0
  }

  // MARK: The whole item

  private func removal() -> Outcome {
    guard let item = slot.item, let editor = items else { return .nothing }
    let users = shared.aliases(outside: editor.members[item])
    guard users.isEmpty else { return .writeOut(users) }
    return .splices(
      editor.removal(at: item, withComments: true), node: slot.start, isWhole: true)
  }

  // MARK: Reading

  private func read(_ node: NodeID, as type: FieldType) -> Value? {
    var decoder = FieldDecoder(tree: tree, dayReading: dayReading)
    return decoder.value(of: node, as: type, called: "value")
  }

  private func isBracketed(_ node: NodeID) -> Bool {
    let first = lines.bytes[tree.range(node).lowerBound]
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// Whether a scalar stands in brackets, where fewer texts may be plain.
  private func isInBrackets(_ range: Range<Int>) -> Bool {
    let document = tree.documents[slot.document]
    if isBracketed(document) || items?.isFlow == true { return true }
    let isInSlot = tree.range(slot.start).contains(range.lowerBound)
    return BracketFinder.isInside(
      range.lowerBound, in: tree, below: isInSlot ? slot.start : document)
  }

  private func require(_ wanted: NodeKind, _ node: NodeID) throws(EditFailure) {
    guard tree.kind(node) != wanted else { return }
    throw .wrong([
      .error(
        .editLayout, "there is no \(wanted == .scalar ? "single value" : "list") here",
        at: tree.sourceRange(node), help: "edit this resource by hand")
    ])
  }
}

/// Tells whether a place lies in brackets.
enum BracketFinder {
  static func isInside(_ offset: Int, in tree: SyntaxTree, below start: NodeID) -> Bool {
    var node = start
    while tree.kind(node) != .scalar {
      let range = tree.range(node)
      let first = tree.file.bytes[range.lowerBound]
      if offset > range.lowerBound, first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
        return true
      }
      let inner = tree.writtenChildren(node).first { child in
        tree.anchored(by: child) == nil && tree.range(child).contains(offset)
      }
      guard let inner else { return false }
      node = inner
    }
    return false
  }
}
