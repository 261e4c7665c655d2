package import Diagnostics

/// A declared thing in canonical form: what manifests say, what the store keeps, what plans compare.
package struct Resource: Hashable, Sendable {
  package let address: Address
  package let labels: [Label]
  /// Why it is as it is; part of the resource and shown beside every change of it.
  package let reason: Text?
  /// One value a field, in the order of the kind's description.
  package let spec: [Value]

  package struct Label: Hashable, Sendable {
    package let key: Text
    package let value: Text

    package init(key: Text, value: Text) {
      self.key = key
      self.value = value
    }
  }

  package init(address: Address, labels: [Label], reason: Text?, spec: [Value]) {
    self.address = address
    self.labels = labels
    self.reason = reason
    self.spec = spec
  }

  package var kind: Kind { address.kind }

  /// The value of a field of this resource's kind.
  package subscript(slot: Slot) -> Value {
    slot.index < spec.count ? spec[slot.index] : .absent
  }

  /// The same resource under another address, as a rename makes it.
  package func moved(to address: Address) -> Resource {
    Resource(address: address, labels: labels, reason: reason, spec: spec)
  }
}

/// The place of a field in `Resource.spec` or in an object, found once by name.
package struct Slot: Hashable, Sendable {
  package let index: Int
  package init(index: Int) { self.index = index }
}

extension Value {
  /// The value of an object's field.
  package subscript(slot: Slot) -> Value {
    let slots = self.slots
    return slot.index < slots.count ? slots[slot.index] : .absent
  }
}
