import AccessModel
import Diagnostics
import Plans

/// The keys among planned resources, before and after what changes mean for them.
struct PlannedKeys {
  /// What is planned beside what the keys scopes hold.
  let others: [Resource]
  /// Those that end, in the order of their principals.
  let ended: [EndedKey]
  private let rows: [Resource]
  private let consequences: [Change]
  private let changes: [Change]
  private let now: Instant

  /// - Complexity: one walk over `planned` where there are no keys.
  init(_ changes: [Change], planned: [Resource], at now: Instant) {
    let hasKeys = planned.contains(where: \.isOfKeys)
    others = hasKeys ? planned.filter { !$0.isOfKeys } : planned
    // A command that makes keys plans them; what it makes was not there before.
    let made = Set(
      changes.lazy.filter { $0.address.kind == .key }.compactMap { $0.after?.resource.address })
    rows =
      (hasKeys ? planned.filter { $0.kind == .key && !made.contains($0.address) } : [])
      + changes.lazy.compactMap { $0.before?.resource }.filter { $0.kind == .key }
    consequences = KeyConsequences.planned(changes, among: others + rows, at: now)
      .filter { $0.before?.resource.kind == .key }
    ended = EndedKey.all(in: consequences, at: now)
    self.changes = changes
    self.now = now
  }

  // MARK: Retail keys, which are principals

  var retailBefore: [Resource] { rows.filter(\.address.institution.isEmpty) }

  var retailAfter: [Resource] {
    let moved = Set(consequences.compactMap { $0.before?.resource.address })
    return retailBefore.filter { !moved.contains($0.address) }
      + consequences.compactMap { $0.after?.resource }.filter(\.address.institution.isEmpty)
  }

  // MARK: Live keys

  /// Those that are alive now, of everybody whom the changes can reach.
  func live(within reach: ChangeReach) -> LiveKeys {
    let reached = rows.filter { row in
      let name = row.address.institution
      return name.isEmpty ? reach.retail : reach.institutions?.contains(name) ?? true
    }
    guard !reached.isEmpty else { return .none }
    let after = Self.stopped(others)
    var before = after
    for change in changes where change.address.kind == .override {
      for (version, isStanding) in [(change.after, false), (change.before, true)] {
        guard let subject = version.flatMap({ Self.subject($0.resource) }) else { continue }
        if isStanding { before.insert(subject) } else { before.remove(subject) }
      }
    }
    return LiveKeys(
      reached, at: now,
      ending: Set(consequences.filter { $0.after.map(Self.isEnd) ?? true }.map(\.address)),
      stoppedBefore: before, stoppedAfter: after)
  }

  private static func isEnd(_ version: Change.Version) -> Bool {
    version.resource[KeyFields.endedAt].isAbsent == false
  }

  /// The keys that somebody stopped.
  private static func stopped(_ resources: [Resource]) -> Set<Address> {
    Set(resources.lazy.compactMap(subject))
  }

  private static func subject(_ resource: Resource) -> Address? {
    guard resource.kind == .override, let subject = resource.address.subject,
      subject.kind == .key
    else { return nil }
    return subject
  }
}
