import AccessModel
import Diagnostics
import Stores

/// Which revisions touched a resource, under the names it had before as well.
struct AddressHistory {
  let session: StoreSession

  private struct Rename {
    let revision: Int64
    let before: Text
    let after: Text
  }

  /// The numbers of the revisions that touched the resource of this address.
  ///
  /// A rename is told by both names; what came before it, by the new name too. Revisions after it
  /// that touch another resource under the old name belong to that resource.
  func revisions(of address: Text) throws(StoreError) -> Set<Int64> {
    let renames = try readRenames()
    var result = try revisions(naming: address)
    result.formUnion(renames.filter { $0.before == address }.map(\.revision))
    var open = renames.filter { $0.after == address }
    while let rename = open.popLast() {
      let earlier = try revisions(naming: rename.before).filter { $0 < rename.revision }
      guard !earlier.isSubset(of: result) else { continue }
      result.formUnion(earlier)
      open += renames.filter { $0.after == rename.before && $0.revision < rename.revision }
    }
    return result
  }

  private func revisions(naming address: Text) throws(StoreError) -> Set<Int64> {
    var revisions: Set<Int64> = []
    try session.connection.query(.readRevisionsOfSubject, [.text(address)]) {
      (row) throws(StoreError) in revisions.insert(try row.integer(0))
    }
    return revisions
  }

  private func readRenames() throws(StoreError) -> [Rename] {
    var renames: [Rename] = []
    try session.connection.query(.readRenames) { (row) throws(StoreError) in
      guard let before = AuditFields(try row.text(2))?["renamedFrom"] else {
        throw .damaged(reason: "an audit entry of a rename does not name what was renamed")
      }
      renames.append(
        Rename(revision: try row.integer(0), before: before, after: try row.text(1)))
    }
    return renames
  }
}
