import AccessModel
import Diagnostics

/// Gives everything of an estate another name, the same one wherever it stands.
struct Renaming {
  /// Every name in random estates, with one that sorts elsewhere.
  private static let names: [String: String] = [
    "harbour": "zenith", "meridian": "acme", "amy": "zoe", "ben": "abe", "robot": "bot",
    "book": "zb", "spare": "as", "client": "mc", "office": "zo", "home": "ah", "firm": "mf",
    "desks": "zd", "equities": "ze", "options": "ao", "platform": "zp", "one": "z1", "two": "a2",
    "gold": "ag", "reading": "zr", "orders": "ap", "main": "zm", "8001": "9903", "8002": "9902",
    "8003": "9901",
  ]
  /// The first part of endpoint ids.
  private static let groups = ["auth": "zauth", "broker": "zz", "market": "aa", "trade": "mm"]

  func renamed(_ estate: Estate) -> Estate {
    var result = Estate()
    result.deployment = estate.deployment
    for resource in estate.resources.values { result.put(renamed(resource)) }
    return result
  }

  private func renamed(_ resource: Resource) -> Resource {
    let address = resource.address
    let institution = address.institution.isEmpty ? .empty : name(address.institution)
    let renamedAddress: Address
    if let subject = address.subject {
      let moved = Address(
        subject.kind,
        institution: subject.institution.isEmpty ? .empty : name(subject.institution),
        name: name(subject.name))
      renamedAddress = Address(address.kind, of: moved)
    } else {
      renamedAddress = Address(address.kind, institution: institution, name: name(address.name))
    }
    let implied =
      resource.kind == .traderAuthorization && resource[TraderAuthorizationFields.user].isAbsent
    var spec = zip(resource.spec, resource.kind.description.fields).map { value($0, $1.type) }
    if implied { spec[TraderAuthorizationFields.user.index] = .absent }
    return Resource(address: renamedAddress, labels: [], reason: nil, spec: spec)
  }

  private func value(_ value: Value, _ type: FieldType) -> Value {
    switch (value, type) {
    case (.text(let text), .reference), (.text(let text), .referenceOrAll),
      (.text(let text), .looseReference):
      return .text(name(text))
    case (.text(let text), .selector), (.text(let text), .text(.endpointID)):
      return .text(selector(text))
    case (.text(let text), .text(.identifier)): return .text(name(text))
    case (.text(let text), .text(.line)): return .text(name(text))
    case (.list(let elements), .list(let shape)):
      let mapped = elements.map { self.value($0, shape.element) }
      return .list(mapped.sorted { ($0.text ?? .empty) < ($1.text ?? .empty) })
    case (.object(let slots), .object(let shape)):
      return .object(zip(slots, shape.fields).map { self.value($0, $1.type) })
    default: return value
    }
  }

  func name(_ text: Text) -> Text { Self.names[text.string].map { Text($0) } ?? text }

  func selector(_ text: Text) -> Text {
    if text.hasPrefix("set:") { return Text("set:\(name(text.slice(4..<text.count)))") }
    let parts = text.string.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let group = Self.groups[parts[0]] else { return text }
    return Text("\(group).\(parts[1])")
  }

  // MARK: Calls in words

  /// Calls with every name replaced.
  func calls(of everything: [Text: ReachedCalls], in estate: Estate) -> [String] {
    lines(of: everything, in: estate, name: name, selector: selector)
  }

  /// Calls as they are.
  func plainCalls(of everything: [Text: ReachedCalls], in estate: Estate) -> [String] {
    lines(of: everything, in: estate, name: { $0 }, selector: { $0 })
  }

  private func lines(
    of everything: [Text: ReachedCalls], in estate: Estate, name: (Text) -> Text,
    selector: (Text) -> Text
  ) -> [String] {
    let table = estate.view().register.table
    return everything.flatMap { principal, calls -> [String] in
      let who = principal.split(UInt8(ascii: "/")).map { name($0).string }.joined(separator: "/")
      let from = calls.networks.blocks.map(\.text.string).joined(separator: " ")
      let free = table.ids(of: calls.withoutAccount).map { "\(who) \(selector($0)) - \(from)" }
      return free
        + calls.onAccounts.flatMap { reached in
          table.ids(of: reached.endpoints).map {
            "\(who) \(selector($0)) \(name(reached.account)) \(from)"
          }
        }
    }.sorted()
  }
}
