package import AccessModel
package import Diagnostics
package import Plans

/// What a manifest tree may own (model, section 5).
package enum Ownership {
  /// A declaration that the tree may not own, and why.
  package struct Breach: Sendable {
    package let address: Address
    package let message: String
    package let help: String
  }

  /// The breaches among `addresses`.
  ///
  /// `institution` is what the owner is registered for, nil for a staff owner; `holder` gives the
  /// stored row at an address, if another owner has it.
  package static func breaches(
    of owner: Text, for institution: Text?, among addresses: some Sequence<Address>,
    holder: (Address) -> StoredRow?
  ) -> [Breach] {
    addresses.compactMap { address in
      if let row = holder(address), row.owner != owner { return foreign(address, row) }
      guard let institution else { return nil }
      return outside(institution, owner, address)
    }
  }

  private static func foreign(_ address: Address, _ row: StoredRow) -> Breach {
    let place = row.source.map { " (\($0.file):\($0.line))" } ?? ""
    return Breach(
      address: address,
      message: "\(address) is owned by `\(row.owner)`; another tree may not touch it",
      help:
        "remove it here; it is declared by `\(row.owner)`\(place); staff hand it over with mandate adopt"
    )
  }

  private static func outside(_ institution: Text, _ owner: Text, _ address: Address) -> Breach? {
    let kind = address.kind
    if kind.description.ownership == .staff {
      return Breach(
        address: address,
        message:
          "\(kind.nameWithArticle) belongs to the broker's staff; owner `\(owner)` may not own one",
        help: "remove it here; ask the broker's staff to declare it")
    }
    guard address.institution != institution else { return nil }
    let found = address.institution.isEmpty ? "no institution" : "`\(address.institution)`"
    return Breach(
      address: address,
      message: "owner `\(owner)` is registered for `\(institution)`, and this is of \(found)",
      help: "remove it here, or declare it in the tree of its own institution")
  }
}

extension Kind {
  /// The name with `a` or `an`, in backticks.
  package var nameWithArticle: String {
    "\("AEIO".contains(name.prefix(1)) ? "an" : "a") `\(name)`"
  }
}
