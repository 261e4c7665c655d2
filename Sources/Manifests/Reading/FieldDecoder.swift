import AccessModel
import Diagnostics
import YAMLSyntax

/// Turns nodes into values of declared types; what is wrong becomes a diagnostic at the node.
///
/// Driven by the descriptions alone: it knows types of fields, never kinds.
struct FieldDecoder {
  let tree: SyntaxTree
  let scalars: ScalarDecoder
  /// Whether the word of a draft's gap is refused; what commands record may hold it.
  var refusesGaps = true
  var diagnostics: [Diagnostic] = []

  init(tree: SyntaxTree, dayReading: DayReading) {
    self.tree = tree
    scalars = ScalarDecoder(tree: tree, dayReading: dayReading)
  }

  /// The slots of an object in the order of `fields`; nil when anything in it was wrong.
  ///
  /// - `extra` are keys that the caller reads itself.
  mutating func slots(
    of mapping: NodeID, fields: [Field], of what: @autoclosure () -> String, extra: [Text] = []
  ) -> [Value]? {
    guard requireMapping(mapping, what()) else { return nil }
    let errorsBefore = diagnostics.count
    var slots = [Value](repeating: .absent, count: fields.count)
    var written: UInt64 = 0
    var isComplete = true
    for (key, valueNode) in tree.entries(mapping) {
      let name = tree.text(key)
      guard let index = fields.indices.first(where: { fields[$0].nameText == name }) else {
        if !extra.contains(name) {
          // What is known of the resource is still checked, so that one run says everything.
          unknownField(key, fields: fields.map(\.name) + extra.map(\.string), of: what())
        }
        continue
      }
      written |= 1 << UInt64(index)
      guard let value = value(of: valueNode, as: fields[index].type, called: fields[index].name)
      else {
        isComplete = false
        continue
      }
      slots[index] = fields[index].isDefault(value) ? .absent : value
    }
    requireWritten(written, fields, in: mapping, of: what())
    let isSound = !diagnostics.dropFirst(errorsBefore).contains {
      $0.severity == .error && $0.code != .unknownField
    }
    return isComplete && isSound ? slots : nil
  }

  /// One value, or nil after saying what is wrong.
  ///
  /// For an element of a list, `name` is that of the list.
  mutating func value(
    of node: NodeID, as type: FieldType, called name: String, isElement: Bool = false
  ) -> Value? {
    if isNull(node) {
      report(
        .error, isElement ? ReadingProblem.nullElement(name) : ReadingProblem.nullValue(name),
        at: node)
      return nil
    }
    if refusesGaps, tree.kind(node) == .scalar, tree.text(node) == Promotion.gap {
      report(.error, ReadingProblem.gap(name), at: node)
      return nil
    }
    let what = isElement ? "an element of `\(name)`" : "`\(name)`"
    switch type {
    case .list(let shape):
      return list(node, shape, called: name, of: what)
    case .object(let shape):
      return slots(of: node, fields: shape.fields, of: what).map(Value.object)
    case .boolean, .integer, .text, .choice, .reference, .referenceOrAll, .looseReference,
      .selector:
      return scalar(node, type, called: name)
    }
  }

  private mutating func scalar(_ node: NodeID, _ type: FieldType, called name: String) -> Value? {
    do throws(FormatProblem) {
      let reading = try scalars.read(node, as: type, called: name)
      if let warning = reading.warning { report(.warning, warning, at: node) }
      return reading.value
    } catch {
      report(.error, error, at: node)
      return nil
    }
  }

  // MARK: Lists

  private func isNull(_ node: NodeID) -> Bool {
    tree.kind(node) == .scalar && tree.style(node) == .plain && PlainScalar.isNull(tree.text(node))
  }

  private mutating func list(
    _ node: NodeID, _ shape: ListShape, called name: String, of what: String
  ) -> Value? {
    guard tree.kind(node) == .sequence else {
      report(.error, ReadingProblem.notAList(tree, node, what, shape.count), at: node)
      return nil
    }
    let count = tree.count(node)
    guard count > 0 else {
      report(.error, ReadingProblem.emptyList(name), at: node)
      return nil
    }
    guard shape.count.contains(count) else {
      report(.error, ReadingProblem.wrongCount(name, count, shape.count), at: node)
      return nil
    }
    var elements: [(value: Value, node: NodeID)] = []
    elements.reserveCapacity(count)
    for child in tree.children(node) {
      guard let value = value(of: child, as: shape.element, called: name, isElement: true) else {
        continue
      }
      elements.append((value, child))
    }
    guard elements.count == count else { return nil }
    return canonicalSet(elements, shape, called: name)
  }

  /// Sorted and without repetitions; nil when a key repeats.
  private mutating func canonicalSet(
    _ elements: [(value: Value, node: NodeID)], _ shape: ListShape, called name: String
  ) -> Value? {
    // People mostly write short lists, and tools write sorted ones.
    let isCanonical = zip(elements, elements.dropFirst()).allSatisfy {
      CanonicalOrder.precedes($0.value, $1.value, in: shape)
    }
    if isCanonical { return .list(elements.map(\.value)) }
    let sorted = elements.sorted { CanonicalOrder.precedes($0.value, $1.value, in: shape) }
    var kept: [Value] = []
    kept.reserveCapacity(sorted.count)
    var previous = sorted[0]
    kept.append(previous.value)
    var isValid = true
    for element in sorted.dropFirst() {
      if let key = shape.key, element.value[key] == previous.value[key] {
        repeatedKey(element, previous, shape, key, called: name)
        isValid = false
      } else if element.value == previous.value {
        let later = max(element.node, previous.node, by: tree)
        report(.warning, ReadingProblem.repeatedElement(tree.text(later), name), at: later)
      } else {
        kept.append(element.value)
      }
      previous = element
    }
    return isValid ? .list(kept) : nil
  }

  private mutating func repeatedKey(
    _ one: (value: Value, node: NodeID), _ other: (value: Value, node: NodeID), _ shape: ListShape,
    _ key: Slot, called name: String
  ) {
    let later = max(one.node, other.node, by: tree)
    let earlier = later == one.node ? other.node : one.node
    let keyName = shape.element.objectFields[key.index].name
    let first = tree.sourceRange(earlier).start
    let text = one.value[key].text ?? .empty
    let spot = tree.entries(later).first { tree.text($0.key) == Text(keyName) }?.value ?? later
    report(
      .error,
      FormatProblem(
        .repeatedKey, "`\(text)` stands twice in `\(name)`",
        help: ["the first one is at line \(first.line), column \(first.column)"]), at: spot)
  }

  // MARK: Objects

  private mutating func requireMapping(
    _ node: NodeID, _ what: @autoclosure () -> String
  ) -> Bool {
    guard tree.kind(node) != .mapping else { return true }
    report(.error, ReadingProblem.notAMapping(tree, node, what()), at: node)
    return false
  }

  private mutating func requireWritten(
    _ written: UInt64, _ fields: [Field], in mapping: NodeID, of what: @autoclosure () -> String
  ) {
    for index in fields.indices
    where written & (1 << UInt64(index)) == 0 && fields[index].isRequired {
      let field = fields[index]
      let range = tree.range(mapping)
      let start = SourceRange(
        tree.file, range.lowerBound..<min(range.upperBound, range.lowerBound + 1))
      diagnostics.append(
        .error(
          .missingField, "\(what()) has no `\(field.name)`", at: start,
          help: "add `\(field.name)`: \(field.documentation)"))
    }
  }

  mutating func unknownField(_ key: NodeID, fields: [String], of what: String) {
    let name = tree.text(key)
    var help = ["the fields are \(fields.joined(separator: ", "))"]
    if let near = nearestName(to: name.string, among: fields) {
      help.insert("did you mean `\(near)`?", at: 0)
    }
    report(
      .error, FormatProblem(.unknownField, "\(what) has no field `\(name)`", help: help), at: key)
  }

  mutating func report(_ severity: Diagnostic.Severity, _ problem: FormatProblem, at node: NodeID) {
    diagnostics.append(
      Diagnostic(
        severity, problem.code, problem.message, at: tree.sourceRange(node), help: problem.help))
  }

  /// The node that stands later in the file.
  private func max(_ one: NodeID, _ other: NodeID, by tree: SyntaxTree) -> NodeID {
    tree.range(one).lowerBound > tree.range(other).lowerBound ? one : other
  }
}

/// The order of elements in a canonical set.
enum CanonicalOrder {
  static func precedes(_ left: Value, _ right: Value, in shape: ListShape) -> Bool {
    guard let key = shape.key else { return precedes(left, right, as: shape.element) }
    return precedes(left[key], right[key], as: .boolean)
  }

  private static func precedes(_ left: Value, _ right: Value, as type: FieldType) -> Bool {
    switch (left, right) {
    case (.text(let one), .text(let other)): one < other
    case (.integer(let one), .integer(let other)): one < other
    default: bytes(left, type) < bytes(right, type)
    }
  }

  private static func bytes(_ value: Value, _ type: FieldType) -> Text {
    var output: [UInt8] = []
    CanonicalJSON.append(value, of: type, to: &output)
    return Text(output)
  }
}

extension Field {
  /// Whether a value says no more than leaving the field out.
  fileprivate func isDefault(_ value: Value) -> Bool {
    guard case .defaulted(let usual) = presence else { return false }
    return value == usual
  }
}
