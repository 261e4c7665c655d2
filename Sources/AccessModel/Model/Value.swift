package import Diagnostics

/// One field's content in canonical form.
package enum Value: Hashable, Sendable {
  /// Not written, or equal to the field's default.
  case absent
  case boolean(Bool)
  case integer(Int64)
  case text(Text)
  /// A set: sorted, without repetitions.
  case list([Value])
  /// The slots of an object, in the order of its description.
  case object([Value])

  package var isAbsent: Bool { if case .absent = self { true } else { false } }

  package var text: Text? { if case .text(let text) = self { text } else { nil } }

  package var boolean: Bool? { if case .boolean(let flag) = self { flag } else { nil } }

  package var integer: Int64? { if case .integer(let number) = self { number } else { nil } }

  /// The elements of a list; none when the field is absent.
  package var elements: [Value] { if case .list(let values) = self { values } else { [] } }

  /// The texts of a list of texts.
  package var texts: [Text] { elements.compactMap(\.text) }

  /// The slots of an object; none when the field is absent.
  package var slots: [Value] { if case .object(let values) = self { values } else { [] } }
}
