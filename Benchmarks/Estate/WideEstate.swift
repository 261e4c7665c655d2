/// A thousand institutions of one tier, a file each, and the same after an edit of every file.
///
/// The edit is what `bulkAdd` makes: one endpoint more in every authorization, which the tier allows,
/// so that a thousand traders gain it.
enum WideEstate {
  static let institutions = 1_000

  static let bulkAdd = [
    "bulk", "add", "--where", "kind=TraderAuthorization and institution.tier=standard",
    "--endpoints", "asset.*",
  ]

  /// Writes both trees into an existing folder.
  static func write(to folder: Folder) {
    let common = folder.making("common")
    common.write(CommonManifests.catalogue, to: "catalogue.yaml")
    common.write(CommonManifests.permissionSets, to: "permission-sets.yaml")
    common.write(CommonManifests.tiersAndPolicies + tier, to: "tiers.yaml")
    common.write(CommonManifests.staff, to: "staff.yaml")
    write("[market.*, trade.order.*]", to: folder.making("institutions"))
    write("[asset.*, market.*, trade.order.*]", to: folder.making("edited"))
    folder.write(EstateGenerator.project(["common", "institutions"]), to: EstateFiles.project)
    folder.write(EstateGenerator.project(["common", "edited"]), to: EstateFiles.changedProject)
  }

  private static func write(_ endpoints: String, to folder: Folder) {
    for number in 0..<institutions {
      var institution = SmallInstitution(
        name: "house-\(padded(number, 4))", number: number, accounts: 2)
      institution.tier = "standard"
      folder.write(
        institution.text(authorizations: ["endpoints: \(endpoints)"]),
        to: institution.name + ".yaml")
    }
  }

  private static let tier = """
    ---
    apiVersion: mandate/v1
    kind: Tier
    metadata: {name: standard}
    spec: {endpoints: [asset.*, market.*, trade.order.*]}

    """
}
