package import Diagnostics

/// A declared thing in canonical form: what manifests say, what the store keeps, what plans compare.
package struct Resource: Hashable, Sendable {
  /// WHY one reference: planning hands every resource on a dozen times, and copying its seven parts
  /// each time costs more than everything else that planning does.
  private let content: Content

  package var address: Address { content.address }

  package var labels: [Label] { content.labels }

  /// Why it is as it is; part of the resource and shown beside every change of it.
  package var reason: Text? { content.reason }

  /// One value a field, in the order of the kind's description.
  package var spec: [Value] { content.spec }

  package struct Label: Hashable, Sendable {
    package let key: Text
    package let value: Text

    package init(key: Text, value: Text) {
      self.key = key
      self.value = value
    }
  }

  private final class Content: Sendable {
    let address: Address
    let labels: [Label]
    let reason: Text?
    let spec: [Value]

    init(address: Address, labels: [Label], reason: Text?, spec: [Value]) {
      self.address = address
      self.labels = labels
      self.reason = reason
      self.spec = spec
    }
  }

  package init(address: Address, labels: [Label], reason: Text?, spec: [Value]) {
    content = Content(address: address, labels: labels, reason: reason, spec: spec)
  }

  package static func == (left: Resource, right: Resource) -> Bool {
    let (one, other) = (left.content, right.content)
    return one === other
      || one.address == other.address && one.labels == other.labels
        && one.reason == other.reason && one.spec == other.spec
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(content.address)
    hasher.combine(content.labels)
    hasher.combine(content.reason)
    hasher.combine(content.spec)
  }

  package var kind: Kind { content.address.kind }

  /// The value of a field of this resource's kind.
  package subscript(slot: Slot) -> Value {
    slot.index < content.spec.count ? content.spec[slot.index] : .absent
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
