package import Diagnostics

/// The digest of what one principal may do, by which a reviewer's decision is bound to what they saw.
package enum AccessDigest {
  /// SHA-256 over principal, user, endpoints with their accounts, and addresses.
  ///
  /// Access that reads alike has one digest, however the register comes to it; without any access it
  /// is the digest of that.
  package static func of(
    _ access: EffectiveAccess?, _ principal: PrincipalAddress, user: Text, in view: AccessView
  ) -> Digest {
    var message: [UInt8] = Array("mandate access 1\n".utf8)
    func append(_ text: Text) {
      message += text.bytes
      message.append(0x0A)
    }
    append(principal.text)
    append(user)
    for place in access?.rows ?? view.register.table.none {
      let row = view.register.table.rows[place]
      append(row.id)
      guard let accounts = access?.accounts(of: row) else { continue }
      for account in accounts { append(Text(" \(account)")) }
    }
    for block in access?.networks.blocks ?? [] { append(Text("@\(block.text)")) }
    return Digest.of(message)
  }
}
