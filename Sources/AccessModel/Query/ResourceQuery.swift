import Diagnostics

extension Resource {
  /// Whether this resource satisfies a query; `institution` is the one it belongs to.
  package func satisfies(_ query: Query, institution: Resource?) -> Bool {
    query.holds { field in values(of: field, institution: institution) }
  }

  /// The texts that a field of the query language has here; none when it does not apply.
  func values(of field: Text, institution: Resource?) -> [Text] {
    switch field.string {
    case "kind": return [kind.description.nameText]
    case "name": return [address.name]
    case "institution": return address.institution.isEmpty ? [] : [address.institution]
    case "institution.tier": return institution?[InstitutionFields.tier].text.map { [$0] } ?? []
    case "desk": return self.desk.map { [$0] } ?? []
    default:
      if field.hasPrefix("labels.") {
        let key = field.slice(7..<field.count)
        return labels.filter { $0.key == key }.map(\.value)
      }
      guard field.hasPrefix("spec.") else { return [] }
      return specValues(field.slice(5..<field.count).split(UInt8(ascii: ".")))
    }
  }

  private var desk: Text? {
    switch kind {
    case .desk: address.name
    case .traderAuthorization: self[TraderAuthorizationFields.desk].text
    case .endpointCatalogue, .permissionSet, .keyPolicy, .tier, .agreement, .staffMember,
      .institution, .account, .ipWhitelist, .portalUser, .tradingApplication, .brokerApplication,
      .endpointGrant, .retailClient, .accessTest, .review, .override, .notification, .setting, .key,
      .acceptance, .keyUse, .attestation:
      nil
    }
  }

  /// The texts below a path of field names; a field that is not written has its default.
  private func specValues(_ path: [Text]) -> [Text] {
    var level: [(value: Value, fields: [Field])] = [(.object(spec), kind.description.fields)]
    var leaves: [Value] = []
    for (depth, name) in path.enumerated() {
      var below: [(value: Value, fields: [Field])] = []
      for (value, fields) in level {
        guard let index = fields.firstIndex(where: { $0.nameText == name }) else { continue }
        let field = fields[index]
        let found = value[Slot(index: index)]
        let effective = found.isAbsent ? field.defaultValue : found
        let elements = if case .list(let list) = effective { list } else { [effective] }
        if depth == path.count - 1 { leaves += elements }
        below += elements.map { ($0, field.type.elementType.objectFields) }
      }
      level = below
    }
    return leaves.compactMap(\.queryText)
  }
}

extension Value {
  /// A scalar as queries compare it.
  fileprivate var queryText: Text? {
    switch self {
    case .text(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): Text(String(number))
    case .absent, .list, .object: nil
    }
  }
}
