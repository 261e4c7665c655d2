import AccessModel
package import Stores

/// What a successful apply prints with `--format json`.
package enum ReceiptJSON {
  package static func bytes(of receipt: Receipt, changes: Int) -> [UInt8] {
    var json = JSONBuilder(spreadLevels: 1)
    json.object { json in
      json.string("outcome", "applied")
      json.number("revision", Int(receipt.revision))
      json.number("changes", changes)
      json.text("applyId", receipt.applyID)
      json.string("planDigest", receipt.planDigest.description)
      json.string("stateDigest", receipt.stateDigest.description)
      json.string("auditHead", receipt.auditHead.description)
      json.string("at", receipt.at.description)
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }
}
