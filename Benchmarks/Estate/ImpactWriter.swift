/// Writes an estate before and after the one change whose impact is measured.
struct ImpactWriter {
  let estate: ImpactEstate

  /// Writes both trees into an existing folder; they share all files but one.
  func write(to folder: Folder) {
    let common = folder.making("common")
    common.write(CommonManifests.permissionSets, to: "permission-sets.yaml")
    common.write(CommonManifests.staff, to: "staff.yaml")
    let institutions = folder.making("institutions")
    for (file, text) in self.institutions() { institutions.write(text, to: file) }
    let before = folder.making("before")
    let after = folder.making("after")
    for (side, isAfter) in [(before, false), (after, true)] {
      side.write(catalogue(isAfter), to: "catalogue.yaml")
      side.write(CommonManifests.tiersAndPolicies + tier(isAfter), to: "tiers.yaml")
      if isAfter, estate == .account { side.write(Self.addedAccount, to: "account.yaml") }
    }
    let shared = ["common", "institutions"]
    folder.write(EstateGenerator.project(shared + ["before"]), to: EstateFiles.project)
    folder.write(EstateGenerator.project(shared + ["after"]), to: EstateFiles.changedProject)
  }

  // MARK: What changes

  private func catalogue(_ isAfter: Bool) -> String {
    guard estate == .row, isAfter else { return CommonManifests.catalogue }
    return CommonManifests.catalogue + """
          - {id: asset.statement.get, method: GET, path: /openapi/asset/statement/get,
             group: asset.statement, class: read}

      """
  }

  private func tier(_ isAfter: Bool) -> String {
    let part = estate == .tier && isAfter ? "trade.option.*" : "asset.*"
    return """
      ---
      apiVersion: mandate/v1
      kind: Tier
      metadata: {name: standard}
      spec: {endpoints: [market.*, trade.order.*, \(part)]}

      """
  }

  private static let addedAccount = """
    apiVersion: mandate/v1
    kind: Account
    metadata: {name: added, institution: harbour}
    spec: {number: "90000000", type: CASH, ownership: proprietary, tradingPermissions: [HK_STOCK_NORMAL]}

    """

  // MARK: Who is concerned

  private func institutions() -> [(file: String, text: String)] {
    switch estate {
    case .account:
      [file(SmallInstitution(name: "harbour", number: 0, accounts: 10), Self.portalWide)]
    case .row:
      (0..<10).map { number in
        file(
          SmallInstitution(name: "wild-\(padded(number, 4))", number: number, accounts: 5),
          Self.wildcards)
      }
    case .tier:
      (0..<1_000).map { number in
        var institution = SmallInstitution(
          name: "house-\(padded(number, 4))", number: number, accounts: 2)
        institution.tier = "standard"
        return file(institution, ["endpoints: [\"*\"]"])
      }
    }
  }

  private func file(
    _ institution: SmallInstitution, _ endpoints: [String]
  ) -> (file: String, text: String) {
    (institution.name + ".yaml", institution.text(authorizations: endpoints))
  }

  /// 250 on all accounts, and 20 on one that they name.
  private static let portalWide =
    [String](repeating: "endpoints: [set:market-full, set:trading-trader]", count: 250)
    + [String](
      repeating: "endpoints: [set:market-full, set:trading-trader]\n  accounts: [book-1]", count: 20
    )

  /// A hundred who may call everything, and ten who may only trade.
  private static let wildcards =
    [String](repeating: "endpoints: [\"*\"]", count: 100)
    + [String](repeating: "endpoints: [trade.order.*]", count: 10)
}
