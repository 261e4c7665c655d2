import AccessModel
import Diagnostics
import Lifecycle
import Plans
import Rendering

/// What the notification command reads: one JSON object on one line.
enum MailJSON {
  static func bytes(of mail: Mail, _ store: StoreIdentity) -> [UInt8] {
    let object = JSONTree.object([
      .init("id", .string(mail.id.string)),
      .init("to", .string(mail.to.string)),
      .init("template", .string(mail.template.rawValue)),
      .init("subject", .string(mail.subject.string)),
      .init("at", .string(mail.at.description)),
      .init("note", .optional(mail.note?.string)),
      .init("environment", .string(store.deployment.environment.rawValue)),
      .init("region", .string(store.deployment.region.string)),
    ])
    var bytes: [UInt8] = []
    object.appendCompact(to: &bytes)
    return bytes + [UInt8(ascii: "\n")]
  }
}
