package import AccessModel
import Diagnostics
package import Plans

extension RecordConsequences {
  /// `resources` as they are once the records among them have followed `changes`.
  ///
  /// - Complexity: linear where something is deleted or renamed, else nothing is done.
  package static func followed(
    in resources: [Resource], after changes: [Change]
  ) -> [Resource] {
    guard changes.contains(where: { $0.action == .delete || $0.action == .rename }) else {
      return resources
    }
    let records = Dictionary(
      byAddress: resources.lazy.filter { $0.kind == .review || $0.kind == .override })
    let consequences = of(changes) { address in
      records[address].map { record in
        Change.Version(
          resource: record, digest: Digest.of(CanonicalJSON.bytes(of: record)))
      }
    }
    guard !consequences.isEmpty else { return resources }
    let gone = Set(consequences.compactMap { $0.before?.resource.address })
    return resources.filter { !gone.contains($0.address) }
      + consequences.compactMap { $0.after?.resource }
  }
}
