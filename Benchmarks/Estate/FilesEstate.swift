/// A tree of ten thousand files, each an institution with an account.
enum FilesEstate {
  static let files = 10_000

  /// Writes the tree into an existing folder.
  static func write(to folder: Folder) {
    let common = folder.making("common")
    common.write(CommonManifests.catalogue, to: "catalogue.yaml")
    common.write(CommonManifests.permissionSets, to: "permission-sets.yaml")
    common.write(CommonManifests.tiersAndPolicies, to: "tiers.yaml")
    common.write(CommonManifests.staff, to: "staff.yaml")
    let institutions = folder.making("institutions")
    for number in 0..<files {
      let institution = SmallInstitution(
        name: "house-\(padded(number, 5))", number: number, accounts: 1)
      institutions.write(institution.text(authorizations: []), to: institution.name + ".yaml")
    }
    folder.write(EstateGenerator.project(["common", "institutions"]), to: EstateFiles.project)
  }
}
