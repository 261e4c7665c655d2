package import AccessModel
package import Diagnostics
package import Plans

/// The snapshot file: what plans read of a store, in one document.
///
/// It ends with the digest of every byte before it, so that damage is seen before anything is read.
package enum SnapshotJSON {
  package static let formatVersion = "1.0"

  /// What every snapshot file begins with, whatever its version.
  package static let opening = Array("{\n  \"snapshotVersion\": ".utf8)

  /// The document, byte for byte the same for the same moment of the same store.
  ///
  /// `institution` is the one for whose tree it was made, nil when it holds all institutions.
  package static func bytes(of snapshot: Snapshot, for institution: Text?) -> [UInt8] {
    var json = JSONBuilder(spreadLevels: 2)
    json.object { json in
      head(snapshot, institution, &json)
      json.array("owners") { json in
        for owner in snapshot.owners.sorted(by: { $0.name < $1.name }) { append(owner, &json) }
      }
      json.array("scopes") { json in
        for (scope, state) in snapshot.scopes.sorted(by: { $0.key < $1.key }) {
          append(scope, state, &json)
        }
      }
      json.array("rows") { json in
        for index in AddressOrder.indices(of: snapshot.rows.map(\.address)) {
          append(snapshot.rows[index], &json)
        }
      }
    }
    // What closes the document comes after its digest.
    let body = json.bytes.dropLast(ending.count)
    return body + tail(for: Digest.of(Array(body)))
  }

  /// What stands behind the contents of a file with this digest.
  package static func tail(for digest: Digest) -> [UInt8] {
    Array(",\n  \"digest\": \"\(digest)\"\n}\n".utf8)
  }

  /// What closes a document of these levels.
  private static let ending = "\n}".utf8

  private static func head(_ snapshot: Snapshot, _ institution: Text?, _ json: inout JSONBuilder) {
    json.string("snapshotVersion", formatVersion)
    json.text("store", snapshot.store?.lineage)
    json.string("environment", snapshot.store?.deployment.environment.rawValue)
    json.text("region", snapshot.store?.deployment.region)
    json.number("revision", Int(snapshot.revision))
    json.string("lastRecorded", snapshot.lastRecorded?.description)
    json.text("institution", institution)
  }

  private static func append(_ owner: Owner, _ json: inout JSONBuilder) {
    json.object { json in
      json.text("name", owner.name)
      json.text("institution", owner.institution)
      json.array("protected") { json in
        for name in owner.protected { json.text(nil, name) }
      }
    }
  }

  private static func append(_ scope: Scope, _ state: ScopeState, _ json: inout JSONBuilder) {
    json.object { json in
      json.text("name", scope.name)
      json.string("digest", state.digest.description)
      json.number("touches", Int(state.touches))
      json.number("lastRevision", Int(state.lastRevision))
    }
  }

  private static func append(_ row: StoredRow, _ json: inout JSONBuilder) {
    json.object { json in
      json.text("owner", row.owner)
      json.number("since", Int(row.sinceRevision))
      json.text("file", row.source?.file)
      json.number("line", row.source?.line)
      json.raw("resource") { $0.append(contentsOf: row.canonical.bytes) }
    }
  }
}
