import Diagnostics

/// The instants at which time alone may change an answer.
///
/// Every rule is constant between two of them, so that one view answers for the whole span.
package struct TimeBounds: Sendable {
  /// Ascending, each once.
  package private(set) var instants: [Instant]

  /// Every bound that a rule could read; more than are needed change no answer.
  package init(_ register: AccessRegister) {
    instants = []
    add(register.table, register.institutions.values)
  }

  /// Adds the bounds of a catalogue and of institutions; those known before stay.
  mutating func add(_ table: EndpointTable, _ institutions: some Sequence<InstitutionRegister>) {
    var found = Set(table.rows.compactMap(\.removedOn))
    for institution in institutions {
      institution.forEachBounded { resource in
        for (value, field) in zip(resource.spec, resource.kind.description.fields) {
          Self.collect(value, field.type, into: &found)
        }
      }
    }
    let known = found.filter { span(of: $0) > 0 && instants[span(of: $0) - 1] == $0 }
    guard known.count < found.count else { return }
    instants = found.union(instants).sorted()
  }

  /// The number of the span that holds an instant: how many bounds are not after it.
  package func span(of instant: Instant) -> Int {
    var low = 0
    var high = instants.count
    while low < high {
      let middle = low + (high - low) / 2
      if instants[middle] <= instant { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func collect(_ value: Value, _ type: FieldType, into found: inout Set<Instant>) {
    switch type {
    case .text(.instant): if let instant = value.instant { found.insert(instant) }
    case .object(let shape):
      for (value, field) in zip(value.slots, shape.fields) {
        collect(value, field.type, into: &found)
      }
    case .list(let shape):
      for element in value.elements { collect(element, shape.element, into: &found) }
    case .boolean, .integer, .text, .choice, .reference, .referenceOrAll, .looseReference,
      .selector:
      break
    }
  }
}

extension InstitutionRegister {
  /// Calls `body` with every resource whose own text bounds access in time.
  fileprivate func forEachBounded(_ body: (Resource) -> Void) {
    if let institution { body(institution) }
    for list in lists.values { body(list) }
    for authorization in authorizations.values { body(authorization) }
    for grants in grants.values { for grant in grants { body(grant) } }
  }
}
