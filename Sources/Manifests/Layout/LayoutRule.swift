import AccessModel
import Diagnostics

/// In which order the parts of a value stand; made from the descriptions of kinds.
indirect enum LayoutRule: Sendable {
  /// As they are written.
  case asWritten
  /// Keys in this order, others after them as they are written.
  case fields([LayoutField])
  /// Keys sorted by their bytes.
  case names(LayoutRule)
  /// Elements sorted, by the key in them or by themselves; nil for a list that stays as it is.
  case list(LayoutRule, LayoutSortKey?)
}

/// A key of a mapping whose keys are known.
struct LayoutField: Sendable {
  let name: Text
  let rule: LayoutRule
}

/// What elements of a set are sorted by.
enum LayoutSortKey: Sendable {
  /// Their text.
  case text
  /// Their number.
  case number
  /// The text of this field in them.
  case field(Text)
}

extension LayoutRule {
  /// The rule for a document that says it is of this kind.
  static func document(ofKind name: Text) -> LayoutRule {
    if name.is("Project") { return project }
    return Kind.named(name).map { kinds[Int($0.rawValue)] } ?? .asWritten
  }

  private static let kinds: [LayoutRule] = KindDescription.all.map { kind in
    let own = kind.fields.map(LayoutField.init)
    let metadata = ["name", "institution", "labels", "reason", "renamedFrom"].map { name in
      LayoutField(Text(name), name == "labels" ? .names(.asWritten) : .asWritten)
    }
    let ofItem =
      own + metadata.suffix(2).filter { extra in !own.contains { $0.name == extra.name } }
    return document(
      metadata: metadata, spec: own, items: LayoutField(Text("items"), .names(.fields(ofItem))))
  }

  private static let project = document(
    metadata: [LayoutField(Text("name"), .asWritten)],
    spec: ProjectFields.fields.map(LayoutField.init))

  private static func document(
    metadata: [LayoutField], spec: [LayoutField], items: LayoutField? = nil
  ) -> LayoutRule {
    let top = [
      LayoutField(Text("apiVersion"), .asWritten), LayoutField(Text("kind"), .asWritten),
      LayoutField(Text("metadata"), .fields(metadata)), LayoutField(Text("spec"), .fields(spec)),
    ]
    return .fields(top + (items.map { [$0] } ?? []))
  }

  /// The rule for a value of a type.
  fileprivate init(_ type: FieldType) {
    switch type {
    case .object(let shape): self = .fields(shape.fields.map(LayoutField.init))
    case .list(let shape): self = .list(LayoutRule(shape.element), Self.sortKey(of: shape))
    case .boolean, .integer, .text, .choice, .reference, .referenceOrAll, .looseReference,
      .selector:
      self = .asWritten
    }
  }

  /// Lists of objects keep their order where nothing tells them apart by a name.
  ///
  /// Cases of tests are called by sentences: they are read one after the other, and sorting them
  /// would tear apart what stands together.
  private static func sortKey(of shape: ListShape) -> LayoutSortKey? {
    switch shape.element {
    case .object(let object):
      guard let key = shape.key.map({ object.fields[$0.index] }) else { return nil }
      if case .text(.line) = key.type { return nil }
      return .field(key.nameText)
    case .list: return nil
    case .integer: return .number
    case .boolean, .text, .choice, .reference, .referenceOrAll, .looseReference, .selector:
      return .text
    }
  }
}

extension LayoutField {
  init(_ name: Text, _ rule: LayoutRule) {
    self.name = name
    self.rule = rule
  }

  fileprivate init(_ field: Field) {
    self.init(field.nameText, LayoutRule(field.type))
  }
}
