package import AccessModel
import Diagnostics

/// A recertification list in every form: who may do what, and what speaks against it.
package struct ReviewList: Sendable {
  package let principals: [ReviewedPrincipal]
  package let instant: Instant
  package let revision: Int64

  package init(_ principals: [ReviewedPrincipal], at instant: Instant, revision: Int64) {
    self.principals = principals
    self.instant = instant
    self.revision = revision
  }

  /// The classes in the order of what harm they can do.
  static let classes: [EndpointTable.RiskClass] = [.funds, .admin, .trade, .read]

  /// The columns of the text form; the last two are for the reviewer.
  private static let columns = [
    "principal", "user", "userState", "state", "funds", "admin", "trade", "read", "riskiest",
    "accounts", "networks", "liveKeys", "lastUsedAt", "authorisedBy", "authorisedRevision",
    "authorisedSince", "widenedAt", "attested", "attestedBy", "attestedAt", "due", "findings",
    "access", "decision", "note",
  ]

  /// As comma-separated values; without the guard against formulas when `isRaw`.
  package func csv(isRaw: Bool) -> String {
    principals.reduce(CSVText.record(Self.columns, isRaw: isRaw)) {
      $0 + CSVText.record(Self.record($1), isRaw: isRaw)
    }
  }

  private static func record(_ entry: ReviewedPrincipal) -> [String] {
    let given = entry.authorisation, attestation = entry.attestation
    var fields = [
      entry.principal.text.string, entry.user.string, entry.userState.string, state(of: entry),
    ]
    fields += classes.map { String(entry.endpoints[$0]?.count ?? 0) }
    fields += [
      joined(entry.riskiest), joined(entry.accounts),
      joined(entry.access?.networks.blocks.map(\.text) ?? []), joined(entry.liveKeys.map(\.key.id)),
      text(entry.lastUse), given?.by?.string ?? "", given?.revision.map(String.init) ?? "",
      text(given?.since), text(given?.widenedAt), attestation?.decision.rawValue ?? "",
      attestation?.by.string ?? "", text(attestation?.at), text(entry.due),
      entry.findings.map(\.rawValue).joined(separator: " "), entry.digest.description, "", "",
    ]
    return fields
  }

  private static func joined(_ texts: [Text]) -> String {
    texts.map(\.string).joined(separator: " ")
  }

  private static func text(_ instant: Instant?) -> String { instant?.description ?? "" }

  /// `live`, or why there is no access.
  static func state(of entry: ReviewedPrincipal) -> String {
    if let obstacle = entry.obstacle { return obstacle.rawValue }
    return entry.access == nil ? "nothing left" : "live"
  }
}

// MARK: - For people

extension ReviewList {
  /// One block a principal: a table would be wider than any terminal.
  package var text: StyledText {
    var text = StyledText()
    let words = ["user", "may", "on", "from", "keys", "last used", "given by", "attested", "due"]
    for (index, entry) in principals.enumerated() {
      if index > 0 { text.appendLine() }
      let cells = cells(of: entry)
      text.appendLine(cells[0], .strong)
      var table = Table([.init(""), .init("", overflow: .wrap)])
      for (word, cell) in zip(words, cells.dropFirst()) { table.addRow(["  \(word)", cell]) }
      if let findings = cells.last, !entry.findings.isEmpty {
        table.addRow([StyledText("  findings"), StyledText(findings, .warning)])
      }
      text.append(table.rendered(width: 100))
    }
    return text
  }

  /// The same for a page or a pull request.
  package var markdown: String {
    let header = [
      "Principal", "User", "Access", "Accounts", "Networks", "Keys", "Last used", "Authorised by",
      "Attested", "Due", "Findings",
    ]
    var output = "Access at \(instant), revision \(revision): \(principals.count) "
    output += principals.count == 1 ? "principal\n\n" : "principals\n\n"
    output += MarkdownText.row(header) + MarkdownText.row(header.map { _ in "---" })
    for entry in principals {
      output += MarkdownText.row(cells(of: entry).map { $0 == "-" ? "-" : MarkdownText.code($0) })
    }
    return output
  }

  private func cells(of entry: ReviewedPrincipal) -> [String] {
    let isActive = entry.userState.is("active")
    return [
      entry.principal.text.string,
      isActive ? entry.user.string : "\(entry.user) (\(entry.userState))", access(of: entry),
      entry.accounts.isEmpty ? "-" : Self.few(entry.accounts),
      entry.access.map { NetworkWords.words(of: $0.networks) } ?? "-",
      String(entry.liveKeys.count), entry.lastUse?.shortText ?? "-", Self.giver(of: entry),
      Self.attested(entry), entry.due?.shortText ?? "-",
      entry.findings.isEmpty ? "-" : entry.findings.map(\.rawValue).joined(separator: ", "),
    ]
  }

  private func access(of entry: ReviewedPrincipal) -> String {
    let counts = Self.classes.compactMap { riskClass in
      entry.endpoints[riskClass].map { "\($0.count) \(riskClass.name)" }
    }
    guard !counts.isEmpty else { return Self.state(of: entry) }
    let riskiest = entry.riskiest.isEmpty ? "" : ": \(Self.few(entry.riskiest))"
    return counts.joined(separator: ", ") + riskiest
  }

  private static func few(_ names: [Text]) -> String {
    let shown = names.prefix(3).map(\.string).joined(separator: ", ")
    return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
  }

  private static func giver(of entry: ReviewedPrincipal) -> String {
    guard let given = entry.authorisation else { return "-" }
    let revision = given.revision.map { " (revision \($0))" } ?? ""
    return (given.by?.string ?? "-") + revision
  }

  private static func attested(_ entry: ReviewedPrincipal) -> String {
    guard let attestation = entry.attestation else { return "never" }
    let isAsSeen = attestation.access == entry.digest
    return "\(attestation.decision.rawValue) by \(attestation.by) \(attestation.at.shortText)"
      + (isAsSeen ? "" : ", changed since")
  }
}

// MARK: - For machines

extension ReviewList {
  /// One object; its array `principals` has one line a principal, with `decision` and `note` for the
  /// reviewer to fill in.
  package var json: [UInt8] {
    var json = JSONBuilder(spreadLevels: 2)
    json.object { json in
      json.text("at", instant.text)
      json.number("revision", Int(revision))
      json.array("principals") { json in
        for entry in principals { Self.append(entry, &json) }
      }
    }
    return json.bytes + [0x0A]
  }

  private static func append(_ entry: ReviewedPrincipal, _ json: inout JSONBuilder) {
    json.object { json in
      json.text("principal", entry.principal.text)
      json.text("user", entry.user)
      json.text("userState", entry.userState)
      json.string("state", state(of: entry))
      json.object("endpoints") { json in
        for riskClass in classes {
          json.number(riskClass.name, entry.endpoints[riskClass]?.count ?? 0)
        }
      }
      append("riskiest", entry.riskiest, &json)
      append("accounts", entry.accounts, &json)
      append("networks", entry.access?.networks.blocks.map(\.text) ?? [], &json)
      append("liveKeys", entry.liveKeys.map(\.key.id), &json)
      json.text("lastUsedAt", entry.lastUse?.text)
      json.text("authorisedBy", entry.authorisation?.by)
      json.number("authorisedRevision", entry.authorisation?.revision.map { Int($0) })
      json.text("authorisedSince", entry.authorisation?.since.text)
      json.text("widenedAt", entry.authorisation?.widenedAt.text)
      json.string("attested", entry.attestation?.decision.rawValue)
      json.text("attestedBy", entry.attestation?.by)
      json.text("attestedAt", entry.attestation?.at.text)
      json.text("attestedNote", entry.attestation?.note)
      json.text("due", entry.due?.text)
      append("findings", entry.findings.map { Text($0.rawValue) }, &json)
      json.string("access", entry.digest.description)
      json.string("decision", nil)
      json.string("note", nil)
    }
  }

  private static func append(_ key: String, _ texts: [Text], _ json: inout JSONBuilder) {
    json.array(key) { json in
      for text in texts { json.text(nil, text) }
    }
  }
}
