package import Diagnostics

/// Who acts: the person or job behind a command.
package enum Actor: Hashable, Sendable {
  case staff(Text)
  case admin(institution: Text, user: Text)
  case trader(institution: Text, user: Text)
  case retail(Text)
  /// A job, which acts on behalf of a person.
  case job(Text)

  /// Reads `staff:NAME`, `admin:INSTITUTION/USER`, `trader:INSTITUTION/USER`, `retail:NAME` or
  /// `ci:NAME`; nil for anything else.
  package init?(_ text: Text) {
    guard let colon = text.bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let prefix = colon - text.bytes.startIndex
    let role = text.slice(0..<prefix)
    let parts = text.slice(prefix + 1..<text.count).split(UInt8(ascii: "/"))
    guard parts.allSatisfy({ (try? Name(parsing: $0)) != nil }) else { return nil }
    switch (role.string, parts.count) {
    case ("staff", 1): self = .staff(parts[0])
    case ("retail", 1): self = .retail(parts[0])
    case ("ci", 1): self = .job(parts[0])
    case ("admin", 2): self = .admin(institution: parts[0], user: parts[1])
    case ("trader", 2): self = .trader(institution: parts[0], user: parts[1])
    default: return nil
    }
  }
}

extension Actor: CustomStringConvertible {
  package var description: String {
    switch self {
    case .staff(let name): "staff:\(name)"
    case .admin(let institution, let user): "admin:\(institution)/\(user)"
    case .trader(let institution, let user): "trader:\(institution)/\(user)"
    case .retail(let name): "retail:\(name)"
    case .job(let name): "ci:\(name)"
    }
  }
}
