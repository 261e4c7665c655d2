import AccessModel
import Diagnostics
import Rendering
import Stores

/// What every revision changed, by the place it belongs to; read in one walk over the audit chain.
struct SiteHistory {
  private let revisions: [Int64: RevisionRecord]
  /// By institution, the empty text for what belongs to none but retail clients.
  private var changes: [Text: [Int64: [(action: Text, address: Address)]]] = [:]
  private var common: [Int64: [(action: Text, address: Address)]] = [:]

  /// Reads up to a revision; of one institution when one is given.
  init(
    _ store: any RegisterStore, _ revisions: [Int64: RevisionRecord], through last: Int64,
    institution: Text?
  ) throws(CommandFailure) {
    self.revisions = revisions
    var changes = self.changes, common = self.common
    try asking { () throws(StoreError) in
      try store.readAudit { entry in
        guard entry.revision <= last, let address = Address(entry.subject) else { return }
        let change = (action: entry.action, address: address)
        switch Self.place(of: address) {
        case .some(let place):
          guard institution == nil || institution == place else { return }
          changes[place, default: [:]][entry.revision, default: []].append(change)
        case nil:
          guard institution == nil else { return }
          common[entry.revision, default: []].append(change)
        }
      }
    }
    self.changes = changes
    self.common = common
  }

  /// The institution that a resource belongs to, empty for retail clients; nil for what is common.
  private static func place(of address: Address) -> Text? {
    if address.kind == .institution { return address.name }
    if !address.institution.isEmpty { return address.institution }
    switch address.kind {
    case .retailClient, .review, .override, .key, .acceptance, .keyUse, .attestation: return .empty
    default: return nil
    }
  }

  /// Newest first.
  func history(of place: Text) -> [PageRevision] { pages(changes[place] ?? [:]) }

  /// Of what belongs to nobody in particular, newest first.
  var ofCommon: [PageRevision] { pages(common) }

  private func pages(
    _ changes: [Int64: [(action: Text, address: Address)]]
  ) -> [PageRevision] {
    changes.sorted { $0.key > $1.key }.compactMap { revision, changes in
      revisions[revision].map { PageRevision(record: $0, changes: changes) }
    }
  }
}
