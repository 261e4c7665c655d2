/// Writes a broker's estate of any size as a manifest tree, the same bytes for the same seed.
///
/// An institution has five hundred resources in five files of about a hundred: accounts, people,
/// desks, lists and authorizations, as one document a resource and as `items`.
struct EstateGenerator {
  /// About how many resources; what all institutions share comes on top.
  let size: Int
  let seed: UInt64

  static let resourcesPerInstitution = 500

  /// Writes the tree into an existing folder.
  func write(to folder: Folder) {
    let common = folder.making("common")
    common.write(CommonManifests.catalogue, to: "catalogue.yaml")
    common.write(CommonManifests.permissionSets, to: "permission-sets.yaml")
    common.write(CommonManifests.tiersAndPolicies, to: "tiers.yaml")
    common.write(CommonManifests.staff, to: "staff.yaml")
    let institutions = folder.making("institutions")
    for number in 0..<max(1, size / Self.resourcesPerInstitution) {
      var institution = InstitutionWriter(number: number, seed: seed)
      let own = institutions.making(institution.name)
      for (file, text) in institution.files() { own.write(text, to: file) }
    }
    folder.making("change").write(CommonManifests.oneChange, to: "one.yaml")
    folder.write(Self.project(["common", "institutions"]), to: EstateFiles.project)
    folder.write(
      Self.project(["common", "institutions", "change"]), to: EstateFiles.changedProject)
  }

  static func project(_ manifests: [String]) -> String {
    """
    # An estate made up for measuring.
    apiVersion: mandate/v1
    kind: Project
    metadata: {name: broker-bench}
    spec:
      environment: sandbox
      region: hk
      store: sqlite:store.db
      manifests: [\(manifests.joined(separator: ", "))]

    """
  }
}

/// Names inside the folder of an estate.
enum EstateFiles {
  static let project = "mandate.yaml"
  /// The same tree with one more resource.
  static let changedProject = "changed.yaml"
  /// The store that holds the whole tree.
  static let store = "store.db"
  /// What that store holds, one JSON object a line.
  static let register = "register.jsonl"
  /// What plans read of that store, in one file.
  static let snapshot = "register.json"
}
