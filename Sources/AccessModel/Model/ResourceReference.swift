package import Diagnostics

/// Something that a resource names and that must exist before it.
package enum ResourceReference: Hashable, Sendable {
  case resource(Address)
  /// An exact endpoint id.
  case endpoint(Text)
}

extension Resource {
  /// Calls `body` with everything this resource names, its institution included.
  ///
  /// - Complexity: linear in the references, for fields that hold none are known beforehand.
  package func forEachReference(_ body: (ResourceReference) -> Void) {
    // A record outlives what it is about, and its institution.
    if !address.institution.isEmpty, !kind.isRecorded {
      body(.resource(Address(.institution, name: address.institution)))
    }
    let fields = kind.description.fields
    for index in Self.referringFields[Int(kind.rawValue)] where index < spec.count {
      visit(spec[index], as: fields[index].type, body)
    }
    if kind == .traderAuthorization, self[TraderAuthorizationFields.user].isAbsent {
      body(.resource(Address(.portalUser, institution: address.institution, name: address.name)))
    }
  }

  private func visit(_ value: Value, as type: FieldType, _ body: (ResourceReference) -> Void) {
    switch (value, type) {
    case (.text(let name), .reference(let kind)):
      body(.resource(target(kind, named: name)))
    case (.text(let name), .referenceOrAll(let kind)):
      if !name.is("*") { body(.resource(target(kind, named: name))) }
    case (.text(let text), .selector):
      visit(selector: text, body)
    case (.list(let elements), .list(let shape)):
      for element in elements { visit(element, as: shape.element, body) }
    case (.object(let slots), .object(let shape)):
      for (slot, field) in zip(slots, shape.fields) { visit(slot, as: field.type, body) }
    case (.absent, _), (.boolean, _), (.integer, _), (.text, _), (.list, _), (.object, _):
      break
    }
  }

  private func visit(selector text: Text, _ body: (ResourceReference) -> Void) {
    switch try? Selector(parsing: text) {
    case .exact(let id): body(.endpoint(id))
    case .set(let name): body(.resource(Address(.permissionSet, name: name)))
    case .prefix, .all, nil: break
    }
  }

  /// The address that a name of `kind` means in a field of this resource.
  package func target(_ kind: Kind, named name: Text) -> Address {
    Address(kind, institution: kind.isInstitutionScoped ? address.institution : .empty, name: name)
  }

  /// By kind, the fields that can hold references.
  private static let referringFields: [[Int]] = Kind.allCases.map { kind in
    kind.description.fields.indices.filter { kind.description.fields[$0].type.holdsReferences }
  }
}

extension FieldType {
  /// Whether a value of this type can name a resource or an endpoint that must exist.
  fileprivate var holdsReferences: Bool {
    switch self {
    case .reference, .referenceOrAll, .selector: true
    case .list(let shape): shape.element.holdsReferences
    case .object(let shape): shape.fields.contains { $0.type.holdsReferences }
    case .boolean, .integer, .text, .choice, .looseReference: false
    }
  }
}
