package import AccessModel
package import Diagnostics

/// Whose keys a command speaks of: a trader's authorization, an API user, or a retail client.
///
/// Not yet a principal for retail, where every key is one of its own.
package struct KeyHolder: Hashable, Sendable {
  package enum Form: Hashable, Sendable {
    /// A trader or an API user.
    case principal(PrincipalAddress)
    case client(Text)
  }

  package let form: Form

  package init(_ form: Form) { self.form = form }

  /// Reads `TraderAuthorization/INST/NAME`, `BrokerApplication/INST/NAME/USER` or
  /// `RetailClient/NAME`.
  ///
  /// - Throws: `principal-malformed`.
  package init(parsing text: Text) throws(FormatProblem) {
    if let address = Address(text), address.kind == .retailClient {
      form = .client(try Name(parsing: address.name).text)
      return
    }
    guard let principal = try? PrincipalAddress(parsing: text), !principal.isRetailKey else {
      throw FormatProblem(
        .principalMalformed, "`\(text)` is nobody who holds keys",
        help: [
          "write TraderAuthorization/INSTITUTION/NAME, BrokerApplication/INSTITUTION/NAME/USER "
            + "or RetailClient/NAME"
        ])
    }
    form = .principal(principal)
  }

  /// The holder of a key that was made.
  package init(of key: KeyRecord) {
    form =
      key.product == .retail
      ? .client(key.principal.resource.name) : .principal(key.principal)
  }

  package var product: KeyRecord.Product {
    switch form {
    case .client: .retail
    case .principal(let principal):
      principal.resource.kind == .brokerApplication ? .broker : .trader
    }
  }

  /// The institution; empty for a retail client.
  package var institution: Text {
    switch form {
    case .client: .empty
    case .principal(let principal): principal.institution
    }
  }

  /// The principal that a key of this name belongs to.
  package func principal(ofKey name: Text) -> PrincipalAddress {
    switch form {
    case .client(let client): PrincipalAddress(.retailKey(client: client, key: name))
    case .principal(let principal): principal
    }
  }

  /// The resource that makes it a holder.
  package var resource: Address {
    switch form {
    case .client(let name): Address(.retailClient, name: name)
    case .principal(let principal): principal.resource
    }
  }

  /// As commands name it.
  package var text: String {
    switch form {
    case .client: resource.text
    case .principal(let principal): principal.description
    }
  }

  /// The scopes that its keys and everything they rest on lie in, beside the global one.
  package var scopes: Set<Scope> {
    institution.isEmpty
      ? [.keys(of: .empty)] : [.institution(institution), .keys(of: institution)]
  }
}

extension PrincipalAddress {
  fileprivate var isRetailKey: Bool { if case .retailKey = form { true } else { false } }
}
