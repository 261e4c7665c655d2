package import AccessModel
package import Diagnostics
import Lifecycle
package import Plans

/// What changes mean for keys and for what their owners recorded (model, section 3).
///
/// The keys of a principal that ends die with it, whatever is declared at its address later; those
/// of a person who goes on under another name go along. A revocation kills every key below it.
///
/// Uses of keys and stops over them are found by the id of the key, which never changes.
package enum KeyConsequences {
  /// The changes of rows that follow, in the order of addresses.
  ///
  /// `planned` are all resources that will exist, of what the changes touch at least; `recorded` what
  /// the keys scopes hold, in which other kinds are passed over. `version` finds what the store has at
  /// an address, with its digest there.
  ///
  /// - Complexity: linear in both where anybody can end or move; else only the changes are looked at.
  package static func of(
    _ changes: [Change], planned: [Resource], recorded: some Sequence<Resource>, at now: Instant,
    by actor: Text, version: (Address) -> Change.Version?
  ) -> [Change] {
    guard let fates = PrincipalFates(changes, planned: planned) else { return [] }
    var endedRetail: Set<PrincipalAddress> = []
    var attestations: [Resource] = []
    var found: [(Address, Resource?)] = []
    for record in recorded where fates.concerns(record.address) {
      switch record.kind {
      case .key:
        guard let key = KeyRecord.ofLive(record) else { continue }
        guard let next = fates.after(key, at: now, by: actor) else { continue }
        if next.state == .deleted, next.product == .retail { endedRetail.insert(key.principal) }
        found.append((record.address, next.resource))
      case .acceptance:
        if let next = fates.after(acceptance: record) { found.append((record.address, next.value)) }
      case .attestation: attestations.append(record)
      default: break
      }
    }
    for record in attestations {
      guard let principal = record.address.principal else { continue }
      let isGone = endedRetail.contains(principal)
      if let next = isGone ? Next(value: nil) : fates.after(attestation: record, of: principal) {
        found.append((record.address, next.value))
      }
    }
    return found.compactMap { address, after in change(version(address), to: after) }
      .sorted { $0.address < $1.address }
  }

  /// Whether anything can follow from `changes`, so that nobody reads keys for nothing.
  package static func mayFollow(from changes: [Change]) -> Bool {
    PrincipalFates.canEnd(changes)
  }

  private static func change(_ before: Change.Version?, to after: Resource?) -> Change? {
    before.map { before in
      Change(
        before: before,
        after: after.map {
          Change.Version(resource: $0, digest: Digest.of(CanonicalJSON.bytes(of: $0)))
        }, source: nil)
    }
  }
}

/// What comes in the place of a record; nil inside for nothing.
private struct Next {
  let value: Resource?
}

extension PrincipalFates {
  /// The key after the changes; nil when it stays as it is.
  fileprivate func after(_ key: KeyRecord, at now: Instant, by actor: Text) -> KeyRecord? {
    switch fate(of: key) {
    case .stays: return nil
    case .ends(let cause): return key.ended(cause, at: now, by: actor)
    case .moves(let principal, let user):
      var moved = key
      moved.principal = principal
      moved.user = user
      return moved
    }
  }

  fileprivate func after(acceptance: Resource) -> Next? {
    let address = acceptance.address
    guard isJudged(address), let dot = address.name.bytes.firstIndex(of: UInt8(ascii: ".")) else {
      return nil
    }
    let length = dot - address.name.bytes.startIndex
    let name = address.name.slice(0..<length)
    guard let owner = owner(name, of: address.institution) else { return Next(value: nil) }
    guard owner != name else { return nil }
    let text = address.name.slice(length + 1..<address.name.count)
    return Next(
      value: acceptance.moved(
        to: Address(.acceptance, institution: address.institution, name: Text("\(owner).\(text)"))))
  }

  fileprivate func after(attestation: Resource, of principal: PrincipalAddress) -> Next? {
    guard isJudged(attestation.address) else { return nil }
    switch fate(of: principal) {
    case .stays: return nil
    case .ends: return Next(value: nil)
    case .moves(let successor, _):
      let address = Address(.attestation, of: successor)
      return address == attestation.address ? nil : Next(value: attestation.moved(to: address))
    }
  }
}

extension KeyRecord {
  /// The key application that a row records, unless it has ended.
  fileprivate static func ofLive(_ row: Resource) -> KeyRecord? {
    row[KeyFields.state].text?.is("deleted") == true ? nil : KeyRecord(row)
  }
}

extension Address {
  /// The principal that an attestation is about; nil for what is none.
  fileprivate var principal: PrincipalAddress? {
    let parts = name.split(UInt8(ascii: "."))
    let middle = institution.isEmpty ? [] : [institution]
    guard let kind = parts.first, parts.count > 1 else { return nil }
    let path = ([kind] + middle + parts.dropFirst()).map(\.string)
    return try? PrincipalAddress(parsing: Text("\(path.joined(separator: "/"))"))
  }
}
