package import AccessModel
package import Diagnostics

/// Resources as the files of a tree in the layout that the examples show: one file a kind, and a folder
/// an institution.
package enum ManifestFiles {
  /// A file and what it holds, its path relative to the tree.
  package struct File: Sendable {
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// What a file of manifests holds at most, so that the reader takes it (its limit is 1 MiB).
  private static let bytesMax = 512 << 10

  /// The files for `resources`, sorted by path; the same for the same resources in any order.
  ///
  /// `formerNames` are those under which the store has some of them.
  package static func files(
    of resources: [Resource], formerNames: [Address: Text] = [:]
  ) -> [File] {
    let order = AddressOrder.indices(of: resources.map(\.address))
    var parts: [String: [[UInt8]]] = [:]
    for index in order {
      let resource = resources[index]
      let document = ResourceYAML.bytes(
        of: resource, renamedFrom: formerNames[resource.address])
      var filled = parts[path(of: resource.address)] ?? []
      if let last = filled.last, last.count + document.count <= bytesMax {
        filled[filled.count - 1] += document
      } else {
        filled.append(document)
      }
      parts[path(of: resource.address)] = filled
    }
    return parts.flatMap { path, parts in
      parts.enumerated().map { File(path: numbered(path, $0.offset + 1), bytes: $0.element) }
    }.sorted { Text($0.path) < Text($1.path) }
  }

  /// `desks.yaml`, then `desks-2.yaml` and so on.
  package static func numbered(_ path: String, _ number: Int) -> String {
    number == 1 ? path : "\(path.dropLast(".yaml".count))-\(number).yaml"
  }

  /// The file in which a resource is looked for.
  static func path(of address: Address) -> String {
    let institution = address.kind == .institution ? address.name : address.institution
    let folder = institution.isEmpty ? "" : "institutions/\(institution)/"
    return folder + name(of: address.kind) + ".yaml"
  }

  private static func name(of kind: Kind) -> String {
    switch kind {
    case .endpointCatalogue: "catalogue"
    case .permissionSet: "permission-sets"
    case .keyPolicy: "policies"
    case .tier: "tiers"
    case .agreement: "agreements"
    case .staffMember: "staff"
    case .institution: "institution"
    case .account: "accounts"
    case .ipWhitelist: "networks"
    case .portalUser: "people"
    case .tradingApplication, .brokerApplication: "applications"
    case .desk: "desks"
    case .traderAuthorization: "traders"
    case .endpointGrant: "grants"
    case .retailClient: "retail-clients"
    case .accessTest: "tests"
    case .review, .override, .notification, .setting, .key, .acceptance, .keyUse, .attestation:
      preconditionFailure("no manifest declares a record; this is a bug in mandate")
    }
  }

  /// The project file of a tree: what it is, and what it was told to protect.
  package static func project(
    named owner: Text, _ deployment: Deployment, institution: Text?, store: String?,
    protected: [Text] = []
  ) -> File {
    var lines = [
      "apiVersion: mandate/v1", "kind: Project", "metadata:", "  name: \(owner)", "spec:",
      "  environment: \(deployment.environment.rawValue)", "  region: \(deployment.region)",
    ]
    if let institution { lines.append("  institution: \(institution)") }
    if let store { lines.append("  store: \(quoted(store))") }
    if !protected.isEmpty {
      let names = protected.sorted().map { quoted($0.string) }.joined(separator: ", ")
      lines += ["  guardrails:", "    protected: [\(names)]"]
    }
    return File(path: "mandate.yaml", bytes: Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  /// The project file of a tree whose environment nobody has named yet.
  package static func draftedProject(
    named owner: Text, region: Text, institution: Text?, gap: Text
  ) -> File {
    var lines = [
      "apiVersion: mandate/v1", "kind: Project", "metadata:", "  name: \(owner)", "spec:",
      "  environment: \(gap)", "  region: \(region)",
    ]
    if let institution { lines.append("  institution: \(institution)") }
    return File(path: "mandate.yaml", bytes: Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  private static func quoted(_ text: String) -> String {
    var output: [UInt8] = []
    JSONText.append(text, to: &output)
    return String(decoding: output, as: UTF8.self)
  }
}
