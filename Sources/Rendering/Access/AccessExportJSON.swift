package import AccessModel
import Diagnostics

/// Effective access as JSON lines (cli, section 5).
package struct AccessExportJSON {
  private let view: AccessView
  /// The endpoints of what was written before; alike principals share them.
  private var known: [Content: [UInt8]] = [:]

  private struct Content: Hashable {
    let rows: EndpointSet
    let accounts: AccountsByClass
  }

  package init(_ view: AccessView) { self.view = view }

  /// One line, with its line break.
  package mutating func line(_ access: EffectiveAccess) -> [UInt8] {
    var builder = JSONBuilder()
    let endpoints = endpoints(of: access)
    builder.object { line in
      line.text("principal", access.principal.text)
      line.text("user", access.user)
      let institution = access.principal.institution
      line.text("institution", institution.isEmpty ? nil : institution)
      line.text("validFrom", access.validFrom?.text)
      line.text("validUntil", access.validUntil?.text)
      line.array("networks") { list in
        for block in access.networks.blocks { list.text(nil, block.text) }
      }
      line.raw("endpoints") { $0 += endpoints }
    }
    return builder.bytes + [0x0A]
  }

  private mutating func endpoints(of access: EffectiveAccess) -> [UInt8] {
    let content = Content(rows: access.rows, accounts: access.accounts)
    if let bytes = known[content] { return bytes }
    var builder = JSONBuilder()
    builder.object { object in
      for place in access.rows {
        let row = view.register.table.rows[place]
        if let accounts = access.accounts(of: row) {
          object.array(row.id.string) { list in
            for account in accounts { list.text(nil, account) }
          }
        } else {
          object.text(row.id.string, nil)
        }
      }
    }
    known[content] = builder.bytes
    return builder.bytes
  }
}
