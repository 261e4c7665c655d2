import AccessModel
import Diagnostics

/// The words for fields that terminal help and the reference documents share.
enum FieldWords {
  /// What may be written, such as `list of: name of an Account`.
  ///
  /// `isShort` leaves out what the table of the forms of text tells.
  static func type(_ type: FieldType, isShort: Bool = false) -> String {
    switch type {
    case .boolean: "true or false"
    case .integer(let range): "whole number from \(range.lowerBound) to \(range.upperBound)"
    case .text(let form): words(TextFormDescription.of(form), isShort: isShort)
    case .choice(let words): "one of " + words.joined(separator: ", ")
    case .reference(let kind): "name of \(article(kind.name)) \(kind.name)"
    case .referenceOrAll(let kind): "name of \(article(kind.name)) \(kind.name), or * for all"
    case .looseReference(let kind):
      "name of \(article(kind.name)) \(kind.name), which need not exist"
    case .selector: "endpoint selector"
    case .object(let shape): shape.fields.isEmpty ? "mapping of names to texts" : "object"
    case .list(let shape): list(shape, isShort: isShort)
    }
  }

  private static func words(_ form: TextFormDescription, isShort: Bool) -> String {
    isShort && form.definition != nil && form.choices.isEmpty ? form.title : form.words
  }

  private static func list(_ shape: ListShape, isShort: Bool) -> String {
    let element = type(shape.element, isShort: isShort)
    let isPair = shape.count == 2...2
    if case .object = shape.element {
      guard let key = shape.key else { return "list of objects" }
      return "list of objects, each with another `\(children(of: shape.element)[key.index].name)`"
    }
    return isPair ? "two of: \(element)" : "list of: \(element)"
  }

  /// `required`, `optional` or the default.
  static func presence(_ field: Field) -> String {
    switch field.presence {
    case .required: "required"
    case .optional: "optional"
    case .defaulted(let value): "default " + words(value)
    }
  }

  private static func words(_ value: Value) -> String {
    switch value {
    case .absent: "none"
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .text(let text): text.string
    case .list(let values), .object(let values): values.map(words).joined(separator: ", ")
    }
  }

  /// The fields of an object, or of the objects in a list; empty for other types.
  static func children(of type: FieldType) -> [Field] {
    switch type {
    case .object(let shape): shape.fields
    case .list(let shape): children(of: shape.element)
    case .boolean, .integer, .text, .choice, .reference, .referenceOrAll, .looseReference,
      .selector:
      []
    }
  }

  static func owner(_ ownership: KindDescription.Ownership) -> String {
    switch ownership {
    case .staff: "the broker's staff"
    case .institution: "the institution's admins, or the broker's staff for them"
    case .either: "either side"
    case .recorded: "nobody; commands record it"
    }
  }

  static func scope(_ scope: KindDescription.Scope) -> String {
    switch scope {
    case .global: "none; `metadata.institution` is not allowed"
    case .institution: "required, in `metadata.institution` or in mandate.yaml"
    case .either: "optional, in `metadata.institution` or in mandate.yaml"
    }
  }

  /// All of `metadata`, for documents about the kind.
  static func metadata(of kind: KindDescription) -> [Field] {
    var fields = MetadataFields.ofDocument(kind)
    let place = fields.firstIndex { $0.name == "reason" } ?? fields.count
    fields.insert(
      Field(
        "labels", .object(ObjectShape([])), .optional, MetadataFields.labelsDocumentation),
      at: place)
    return fields
  }

  private static func article(_ name: String) -> String {
    name.first.map { "AEIOU".contains($0) } == true ? "an" : "a"
  }
}
