package import AccessModel
import Diagnostics
package import Plans

extension RecordConsequences {
  /// `resources` as they are once the records among them have followed `changes`, judged at `now`.
  ///
  /// - Complexity: linear where something may follow, else nothing is done.
  package static func followed(
    in resources: [Resource], after changes: [Change], at now: Instant
  ) -> [Resource] {
    let consequences = PlannedRecords(resources, changes, at: now).consequences
    guard !consequences.isEmpty else { return resources }
    let gone = Set(consequences.compactMap { $0.before?.resource.address })
    return resources.filter { !gone.contains($0.address) }
      + consequences.compactMap { $0.after?.resource }
  }
}

/// What follows for the records among planned resources, before anything is written.
private struct PlannedRecords {
  let consequences: [Change]

  init(_ resources: [Resource], _ changes: [Change], at now: Instant) {
    consequences =
      Self.ofReviews(resources, changes)
      + KeyConsequences.planned(changes, among: resources, at: now)
  }

  private static func ofReviews(_ resources: [Resource], _ changes: [Change]) -> [Change] {
    guard changes.contains(where: { $0.action == .delete || $0.action == .rename }) else {
      return []
    }
    let records = Dictionary(
      byAddress: resources.lazy.filter { $0.kind == .review || $0.kind == .override })
    return RecordConsequences.of(changes) { records[$0].map(Change.Version.ofPlanned) }
  }
}

extension KeyConsequences {
  /// What follows for the keys and what else is recorded of their owners among `resources`.
  ///
  /// Nobody is named as the one who ends them: who applies is not known yet.
  static func planned(
    _ changes: [Change], among resources: [Resource], at now: Instant
  ) -> [Change] {
    guard mayFollow(from: changes) else { return [] }
    let rows = resources.filter(\.isOfKeys)
    guard !rows.isEmpty else { return [] }
    let records = Dictionary(byAddress: rows)
    return of(
      changes, planned: resources, recorded: rows, at: now, by: .empty,
      version: { records[$0].map(Change.Version.ofPlanned) })
  }
}

extension Resource {
  /// Whether it is recorded of the owner of keys, and lies in a scope that no plan names.
  var isOfKeys: Bool {
    switch kind {
    case .key, .acceptance, .keyUse, .attestation: true
    default: false
    }
  }
}

extension Change.Version {
  /// A record as planning knows it.
  fileprivate static func ofPlanned(_ record: Resource) -> Change.Version {
    Change.Version(resource: record, digest: Digest.of(CanonicalJSON.bytes(of: record)))
  }
}
