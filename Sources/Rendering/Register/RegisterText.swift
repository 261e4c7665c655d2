package import AccessModel
import Diagnostics
package import Plans
package import Stores

/// A stored resource with what the store knows about it.
package struct RegisterEntry: Sendable {
  package let row: StoredRow
  package let resource: Resource

  package init(row: StoredRow, resource: Resource) {
    self.row = row
    self.resource = resource
  }
}

/// The register as tables and pages for people.
package enum RegisterText {
  /// One row a resource, with the fields that tell it from its neighbours.
  package static func table(_ entries: [RegisterEntry]) -> StyledText {
    var table = Table([
      .init("ADDRESS"), .init("SPEC", overflow: .cut), .init("OWNER"),
      .init("REV", .right),
    ])
    for entry in entries {
      table.addRow([
        entry.row.address.text, summary(entry.resource), entry.row.owner.string,
        String(entry.row.sinceRevision),
      ])
    }
    return table.rendered(width: 120)
  }

  /// The first fields in words.
  private static func summary(_ resource: Resource) -> String {
    let fields = zip(resource.spec, resource.kind.description.fields).filter { !$0.0.isAbsent }
    return fields.prefix(4).map { value, field in
      if case .list(let elements) = value, elements.count > 3 {
        return "\(field.name): \(elements.count) entries"
      }
      return "\(field.name): \(ValueText.words(value, field.type))"
    }.joined(separator: "; ")
  }

  /// The page of one resource.
  package static func page(
    _ entry: RegisterEntry, referrers: [Address], revisions: [RevisionRecord]
  ) -> StyledText {
    var text = StyledText()
    text.appendLine(entry.row.address.text, .strong)
    var table = Table([.init(""), .init("", overflow: .wrap)])
    table.addRow(["owner", entry.row.owner.string])
    if let source = entry.row.source {
      table.addRow(["declared at", "\(source.file):\(source.line)"])
    }
    table.addRow(["since", "revision \(entry.row.sinceRevision)"])
    for label in entry.resource.labels {
      table.addRow(["label \(label.key)", label.value.string])
    }
    if let reason = entry.resource.reason { table.addRow(["reason", reason.string]) }
    for (value, field) in zip(entry.resource.spec, entry.resource.kind.description.fields) {
      let shown = value.isAbsent ? field.defaultValue : value
      guard !shown.isAbsent else { continue }
      let note = value.isAbsent ? "  (default)" : ""
      table.addRow([field.name, ValueText.words(shown, field.type) + note])
    }
    text.append(table.rendered(width: 100))
    append("Referred to by", referrers.map(\.text), to: &text)
    if !revisions.isEmpty {
      text.appendLine()
      text.append(history(revisions))
    }
    return text
  }

  private static func append(_ title: String, _ names: [String], to text: inout StyledText) {
    guard !names.isEmpty else { return }
    text.appendLine()
    text.appendLine("\(title) (\(names.count))", .strong)
    for name in names.prefix(20) { text.appendLine("  \(name)") }
    if names.count > 20 { text.appendLine("  and \(names.count - 20) more", .faint) }
  }

  /// Revisions, newest first.
  ///
  /// Where any of them was approved by a second person, a column says by whom.
  package static func history(
    _ revisions: [RevisionRecord], _ approvals: RecordedApprovals = .none
  ) -> StyledText {
    let isApproved = revisions.contains { !approvals.of($0.revision).isEmpty }
    var columns: [Table.Column] = [
      .init("REV", .right), .init("AT"), .init("ACTOR"), .init("COMMAND"), .init("OWNER"),
      .init("CHANGES", .right), .init("COMMIT"), .init("REASON", overflow: .cut),
    ]
    if isApproved { columns.insert(.init("APPROVED BY"), at: 3) }
    var table = Table(columns)
    for revision in revisions {
      var row = [
        String(revision.revision), revision.at.shortText, actor(revision),
        revision.command.string, revision.owner.string, String(revision.changes),
        revision.commit.map { $0.slice(0..<min(7, $0.count)).string } ?? "-",
        revision.reason?.string ?? "-",
      ]
      if isApproved { row.insert(approvers(approvals.of(revision.revision)), at: 3) }
      table.addRow(row)
    }
    return table.rendered(width: isApproved ? 160 : 140)
  }

  private static func approvers(_ approvals: [RecordedApprovals.Entry]) -> String {
    approvals.isEmpty ? "-" : approvals.map(\.approver.string).joined(separator: ", ")
  }

  private static func actor(_ revision: RevisionRecord) -> String {
    guard let person = revision.onBehalfOf else { return revision.actor.string }
    return "\(revision.actor) for \(person)"
  }

  /// What `store status` shows.
  package static func status(_ status: StoreStatus, place: String) -> StyledText {
    var table = Table([.init(""), .init("")])
    table.addRow(["store", place])
    table.addRow(["lineage", status.identity.lineage.string])
    table.addRow(["deployment", status.identity.deployment.description])
    table.addRow(["engine", "\(status.engine), format \(status.formatVersion)"])
    table.addRow(["revision", String(status.head.revision)])
    table.addRow(["last write", status.head.lastRecorded?.shortText ?? "never"])
    table.addRow(["resources", String(status.resources)])
    table.addRow(["owners", status.owners.map(\.name.string).joined(separator: ", ")])
    table.addRow(["state digest", status.head.stateDigest.description])
    table.addRow([
      "audit head", "\(status.head.auditHead.description) (\(status.head.auditSequence) entries)",
    ])
    return table.rendered()
  }

  /// The registered owners.
  package static func owners(_ owners: [Owner]) -> StyledText {
    var table = Table([.init("OWNER"), .init("MAY OWN"), .init("PROTECTED")])
    for owner in owners {
      table.addRow([
        owner.name.string,
        owner.institution.map { "the admins' kinds of \($0)" } ?? "anything (staff)",
        owner.protected.isEmpty ? "-" : owner.protected.map(\.string).joined(separator: ", "),
      ])
    }
    return table.rendered()
  }

  /// Audit entries in the order of the chain.
  package static func audit(_ entries: [AuditEntry]) -> StyledText {
    var table = Table([
      .init("SEQ", .right), .init("REV", .right), .init("ACTION"), .init("SUBJECT"),
      .init("DETAIL", overflow: .cut),
    ])
    for entry in entries {
      table.addRow([
        String(entry.sequence), String(entry.revision), entry.action.string, entry.subject.string,
        entry.detail.string,
      ])
    }
    return table.rendered(width: 160)
  }
}
