import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import Stores

extension LoadedTree {
  /// An institution's tree reads its own scope beside the global one; any other tree everything.
  var scopesRead: ScopeSelection {
    guard let institution = project.institution, isInstitutionTree else { return .all }
    return .only(ScopeSelection.scopes(readFor: institution))
  }
}

extension Diagnostic {
  /// That a store, or a snapshot of one, is of another environment or region than a project.
  static func mismatch(of project: Project, with snapshot: Snapshot) -> Diagnostic? {
    guard let stored = snapshot.store?.deployment, stored != project.deployment else { return nil }
    return .error(
      .deploymentMismatch,
      "these manifests are for \(project.deployment), and the store holds \(stored)", at: nil,
      help: "plan against the store of \(project.deployment), or correct `environment` and `region`"
    )
  }
}
