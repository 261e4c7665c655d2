package import Diagnostics

/// The unique name of a resource in a store: `Kind/name` or `Kind/institution/name`.
package struct Address: Hashable, Sendable {
  package let kind: Kind
  /// The institution, or the empty text for a resource that belongs to none.
  package let institution: Text
  package let name: Text

  package init(_ kind: Kind, institution: Text = .empty, name: Text) {
    self.kind = kind
    self.institution = institution
    self.name = name
  }

  /// Reads `Kind/name` or `Kind/institution/name`; nil when the form or the kind is wrong.
  package init?(_ text: Text) {
    let parts = text.split(UInt8(ascii: "/"))
    guard parts.count == 2 || parts.count == 3, let kind = Kind.named(parts[0]) else { return nil }
    guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    switch kind.scope {
    case .global where parts.count == 3, .institution where parts.count == 2: return nil
    case .global, .institution, .either: break
    }
    self.init(kind, institution: parts.count == 3 ? parts[1] : .empty, name: parts[parts.count - 1])
  }

  /// The part of the store whose digest moves when this resource changes.
  package var scope: Scope {
    switch kind.shelf {
    case .register: institution.isEmpty ? .global : .institution(institution)
    case .notices: .notices
    case .keys: .keys(of: institution)
    }
  }

  package var text: String {
    institution.isEmpty ? "\(kind.name)/\(name)" : "\(kind.name)/\(institution)/\(name)"
  }
}

extension Address: CustomStringConvertible {
  package var description: String { text }
}

extension Address: Comparable {
  /// The order of the written addresses as bytes.
  package static func < (left: Address, right: Address) -> Bool {
    if left.kind != right.kind { return left.kind.alphabeticalRank < right.kind.alphabeticalRank }
    if left.institution.isEmpty == right.institution.isEmpty {
      if left.institution != right.institution {
        return pathComponent(left.institution, precedes: right.institution)
      }
      return left.name < right.name
    }
    return Text(left.text) < Text(right.text)
  }

  /// Order of two components that a `/` ends, as if compared inside the whole address.
  private static func pathComponent(_ left: Text, precedes right: Text) -> Bool {
    let shared = min(left.count, right.count)
    let (leftHead, rightHead) = (left.slice(0..<shared), right.slice(0..<shared))
    if leftHead != rightHead { return leftHead < rightHead }
    let slash = UInt8(ascii: "/")
    return left.count < right.count ? slash < right[shared] : left[shared] < slash
  }
}

/// A part of the store with a digest of its own.
package enum Scope: Hashable, Sendable, Comparable {
  /// Everything that belongs to no institution.
  case global
  case institution(Text)
  /// The mails owed and sent, which no plan reads: delivering one voids no plan.
  case notices
  /// The keys of an institution's users, or of retail clients for the empty text, with acceptances,
  /// uses and attestations: no plan is stale because of them.
  case keys(of: Text)

  /// The name in plans: `global`, else the institution's name.
  ///
  /// WHY no clash: an institution named `global` is refused when it is declared, and `~` begins no
  /// name.
  package var name: Text { self == .global ? "global" : storedKey }

  /// As `name`, but empty for the global scope: what stores keep rows under.
  package var storedKey: Text {
    switch self {
    case .global: .empty
    case .institution(let name): name
    case .notices: Self.noticesKey
    case .keys(of: let name): name.isEmpty ? Self.keysKey : Text("\(Self.keysKey)/\(name)")
    }
  }

  private static let noticesKey: Text = "~notices"
  private static let keysKey: Text = "~keys"

  package init(named name: Text) {
    self = name.is("global") ? .global : Scope(storedKey: name)
  }

  /// The scope whose rows stores keep under `key`.
  package init(storedKey key: Text) {
    let prefix = Self.keysKey.count + 1
    if key.isEmpty {
      self = .global
    } else if key[0] != UInt8(ascii: "~") {
      self = .institution(key)
    } else if key == Self.noticesKey {
      self = .notices
    } else {
      self = .keys(of: key.count > prefix ? key.slice(prefix..<key.count) : .empty)
    }
  }

  /// The institution that addresses in the scope name; empty where they name none.
  package var institution: Text {
    switch self {
    case .global, .notices: .empty
    case .institution(let name), .keys(of: let name): name
    }
  }

  /// The scope of the keys that belong to the same institution, or to none.
  package var keys: Scope { .keys(of: institution) }

  package static func < (left: Scope, right: Scope) -> Bool { left.name < right.name }
}
