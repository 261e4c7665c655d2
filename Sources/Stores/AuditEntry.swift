package import AccessModel
package import Diagnostics

/// One link of the audit chain.
package struct AuditEntry: Sendable {
  /// From 1, without gaps.
  package let sequence: Int64
  package let revision: Int64
  /// What happened: `commit` opens every revision; then one entry a change.
  package let action: Text
  /// The address it happened to, or the owner for `commit`.
  package let subject: Text
  package let before: Digest?
  package let after: Digest?
  /// Canonical JSON with the rest; for `commit` who, when, why and from which plan and commit.
  package let detail: Text
  /// The hash of this entry and, through it, of all before it.
  package let hash: Digest

  package init(
    sequence: Int64, revision: Int64, action: Text, subject: Text, before: Digest?, after: Digest?,
    detail: Text, hash: Digest
  ) {
    self.sequence = sequence
    self.revision = revision
    self.action = action
    self.subject = subject
    self.before = before
    self.after = after
    self.detail = detail
    self.hash = hash
  }

  /// The entry that follows `previous`, with its hash.
  package init(
    following previous: (sequence: Int64, hash: Digest), revision: Int64, action: Text,
    subject: Text, before: Digest?, after: Digest?, detail: Text,
    hasher: borrowing Hasher256
  ) {
    let unsealed = AuditEntry(
      sequence: previous.sequence + 1, revision: revision, action: action, subject: subject,
      before: before, after: after, detail: detail, hash: .zero)
    self.init(
      sequence: unsealed.sequence, revision: revision, action: action, subject: subject,
      before: before, after: after, detail: detail,
      hash: unsealed.expectedHash(after: previous.hash, hasher: hasher))
  }

  /// The hash that this entry must have when `previous` is the hash of the one before it.
  ///
  /// Every part carries its length, so that no two entries have the same message.
  package func expectedHash(after previous: Digest, hasher: borrowing Hasher256) -> Digest {
    var message: [UInt8] = Array("mandate audit 1\n\(sequence)\n\(revision)\n".utf8)
    message.reserveCapacity(256 + detail.count)
    previous.append(to: &message)
    for part in [action, subject, detail] {
      message.append(contentsOf: "\(part.count):".utf8)
      message.append(contentsOf: part.bytes)
    }
    for digest in [before, after] {
      message.append(digest == nil ? 0 : 1)
      (digest ?? .zero).append(to: &message)
    }
    return hasher.digest(of: message)
  }
}
