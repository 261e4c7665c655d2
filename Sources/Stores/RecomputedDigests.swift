import AccessModel
import Diagnostics
import Plans

/// The hashes of entries, scopes and states as the verifier makes them, apart from the writer.
///
/// Written from the description in `AuditEntry` and `ScopeDigest`; a change of either must be made
/// here by hand, and until then every store fails its check.
struct RecomputedDigests {
  func hash(of entry: AuditEntry, after previous: Digest) -> Digest {
    var message = Array("mandate audit 1\n".utf8)
    message += Array("\(entry.sequence)\n\(entry.revision)\n".utf8)
    message += previous.bytes
    for text in [entry.action, entry.subject, entry.detail] {
      message += Array("\(text.bytes.count):".utf8)
      message += Array(text.bytes)
    }
    message += mark(entry.before)
    message += mark(entry.after)
    return Digest.of(message)
  }

  /// A digest that may be missing: one byte says so, and the place stays taken.
  private func mark(_ digest: Digest?) -> [UInt8] {
    guard let digest else { return [UInt8](repeating: 0, count: 33) }
    return [1] + digest.bytes
  }

  func digest(of scope: Scope, touches: Int64, versions: [AuditReplay.Version]) -> Digest {
    let lines = versions.map { version in
      let address = version.key.address
      return (
        order: Text(address.text),
        bytes: Array("\(address.kind.name)/\(address.institution)/\(address.name)\n".utf8)
          + version.digest.bytes
      )
    }
    var message = Array("mandate scope 1\n\(scope.name)\n\(touches)\n".utf8)
    for line in lines.sorted(by: { $0.order < $1.order }) { message += line.bytes }
    return Digest.of(message)
  }

  func digest(of scopes: [Scope: ScopeState]) -> Digest {
    var message = Array("mandate state 1\n".utf8)
    for (scope, state) in scopes.sorted(by: { $0.key.name < $1.key.name }) {
      message += Array("\(scope.name)\n".utf8) + state.digest.bytes
    }
    return Digest.of(message)
  }
}
