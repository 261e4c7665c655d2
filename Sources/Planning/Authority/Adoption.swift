package import AccessModel
package import Diagnostics
package import Plans

/// Taking over, as it stands, what other owners own (model, section 5).
///
/// Nothing in a resource changes but its owner, so that nobody's access moves and the plans of both
/// trees have nothing to do afterwards.
package struct Adoption {
  /// Something that cannot be taken over, and why.
  package enum Obstacle: Sendable {
    /// The tree that would own it does not declare it.
    case undeclared(Address)
    /// The store does not hold it, so that there is nobody to take it from.
    case unstored(Address)
    /// The tree declares it other than the store has it.
    case differs(Change, owner: Text)
    /// The owner may not own it.
    case outside(Ownership.Breach)
  }

  private let owner: Owner
  /// What the store holds at an address.
  private let row: (Address) -> StoredRow?

  /// `row` gives what the store holds at an address.
  package init(by owner: Owner, row: @escaping (Address) -> StoredRow?) {
    self.owner = owner
    self.row = row
  }

  /// What stands in the way of taking over `addresses`, in their order.
  package func obstacles(
    to addresses: [Address], declared: (Address) -> Declared?, stored: (Address) -> Resource?
  ) -> [Obstacle] {
    addresses.compactMap { address in
      guard let declaration = declared(address) else { return .undeclared(address) }
      guard let row = row(address), let resource = stored(address) else {
        return .unstored(address)
      }
      if let breach = outside([address]).first { return .outside(breach) }
      guard row.digest != declaration.digest,
        !SemanticEquality.holds(resource, declaration.resource)
      else { return nil }
      let before = Change.Version(resource: resource, digest: row.digest)
      let after = Change.Version(resource: declaration.resource, digest: declaration.digest)
      return .differs(
        Change(before: before, after: after, source: declaration.source), owner: row.owner)
    }
  }

  /// The steps that take over those of `addresses` that others own.
  package func changes(
    of addresses: [Address], declared: (Address) -> Declared?, stored: (Address) -> Resource?
  ) -> [Change] {
    addresses.compactMap { address in
      guard let row = row(address), row.owner != owner.name, let resource = stored(address) else {
        return nil
      }
      return Change(
        adopting: Change.Version(resource: resource, digest: row.digest), from: row.owner,
        source: declared(address)?.source)
    }
  }

  /// What forbids `changes`, whoever asks for them.
  package func prohibitions(of changes: [Change]) -> [Prohibition] {
    outside(changes.map(\.address)).map {
      Prohibition(rule: "not-owner", message: $0.message, help: [$0.help])
    }
  }

  /// Whether `changes` take over what stands in the store, from who owns it, and do nothing else.
  package func isTrue(of changes: [Change]) -> Bool {
    changes.allSatisfy { change in
      guard change.action == .adopt, !change.address.kind.isRecorded,
        let row = row(change.address), let former = change.formerOwner
      else { return false }
      return row.owner == former && former != owner.name && row.digest == change.before?.digest
        && row.digest == change.after?.digest
    }
  }

  /// The owner with what stays protected of what it takes over; nil when that is nothing new.
  ///
  /// WHY: what once was protected stays so, and a hand-over is no way around it.
  package func protecting(_ changes: [Change], among owners: [Owner]) -> Owner? {
    let protections = Dictionary(
      owners.map { ($0.name, Set($0.protected)) }, uniquingKeysWith: { first, _ in first })
    let kept = changes.filter { change in
      guard let former = change.formerOwner, let protected = protections[former] else {
        return false
      }
      return protected.contains(Text(change.address.text))
        || protected.contains(Text(change.address.kind.name))
    }
    let joined = Set(owner.protected).union(kept.map { Text($0.address.text) }).sorted()
    guard joined != owner.protected else { return nil }
    return Owner(name: owner.name, institution: owner.institution, protected: joined)
  }

  /// Which of `addresses` the owner may not own, whoever owns them now.
  package func outside(_ addresses: [Address]) -> [Ownership.Breach] {
    Ownership.breaches(
      of: owner.name, for: owner.institution, among: addresses, holder: { _ in nil })
  }
}
