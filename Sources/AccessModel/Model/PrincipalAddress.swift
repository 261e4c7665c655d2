package import Diagnostics

/// The address of a principal: who can hold access (model, section 4).
package struct PrincipalAddress: Hashable, Sendable {
  /// What makes the principal one.
  package enum Form: Hashable, Sendable {
    /// A `TraderAuthorization`.
    case trader(institution: Text, authorization: Text)
    /// A `BrokerApplication` and one of its API users.
    case apiUser(institution: Text, application: Text, user: Text)
    /// A key of a `RetailClient`.
    case retailKey(client: Text, key: Text)
  }

  package let form: Form

  package init(_ form: Form) { self.form = form }

  /// Throws `principal-malformed` unless it is one of the three forms.
  package init(parsing text: Text) throws(FormatProblem) {
    let parts = text.split(UInt8(ascii: "/"))
    let namesAreValid = parts.dropFirst().allSatisfy { (try? Name(parsing: $0)) != nil }
    guard namesAreValid, let form = Self.form(parts) else {
      throw FormatProblem(
        .principalMalformed, "`\(text)` is not the address of a principal",
        help: [
          "write TraderAuthorization/INSTITUTION/NAME, BrokerApplication/INSTITUTION/NAME/USER "
            + "or RetailClient/NAME/KEYNAME"
        ])
    }
    self.form = form
  }

  private static func form(_ parts: [Text]) -> Form? {
    switch (parts[0].string, parts.count) {
    case ("TraderAuthorization", 3): .trader(institution: parts[1], authorization: parts[2])
    case ("BrokerApplication", 4):
      .apiUser(institution: parts[1], application: parts[2], user: parts[3])
    case ("RetailClient", 3) where parts[2].count <= keyNameBytesMax:
      .retailKey(client: parts[1], key: parts[2])
    default: nil
    }
  }

  /// The longest name of a key (cli, section 6).
  private static let keyNameBytesMax = 32

  /// The institution; empty for a retail key.
  package var institution: Text {
    switch form {
    case .trader(let institution, _), .apiUser(let institution, _, _): institution
    case .retailKey: .empty
    }
  }

  /// The resource that makes it a principal.
  package var resource: Address {
    switch form {
    case .trader(let institution, let name):
      Address(.traderAuthorization, institution: institution, name: name)
    case .apiUser(let institution, let name, _):
      Address(.brokerApplication, institution: institution, name: name)
    case .retailKey(let client, _): Address(.retailClient, name: client)
    }
  }

  /// As written.
  package var text: Text {
    switch form {
    case .trader: Text(resource.text)
    case .apiUser(_, _, let name), .retailKey(_, let name): Text("\(resource.text)/\(name)")
    }
  }
}

extension PrincipalAddress: Comparable {
  /// The order of the written addresses as bytes.
  package static func < (left: PrincipalAddress, right: PrincipalAddress) -> Bool {
    left.text < right.text
  }
}

extension PrincipalAddress: CustomStringConvertible {
  package var description: String { text.string }
}
