import AccessModel
import Diagnostics
import Glibc
import Manifests
import Plans
import Rendering
import Stores

/// Looks at everything a run depends on, one after the other; a check that fails stops none of the rest.
struct Examination {
  private let invocation: Invocation
  private var health = HealthReport()

  init(_ invocation: Invocation) { self.invocation = invocation }

  mutating func report() -> HealthReport {
    found("version", .ok, "mandate \(ToolVersion.current)")
    let project = checkProject()
    if let project { checkManifests(of: project) }
    checkStore(of: project)
    if let project { checkGit(of: project) }
    checkPrograms(project?.deployment)
    checkActor()
    checkVariables()
    return health
  }

  private mutating func found(
    _ check: String, _ outcome: HealthReport.Outcome, _ message: String, help: String? = nil
  ) {
    health.add(check, outcome, message, help: help)
  }

  private mutating func broken(_ check: String, _ failure: CommandFailure) {
    let (message, help) = failure.words
    found(check, .broken, message, help: help)
  }

  // MARK: Project and manifests

  private mutating func checkProject() -> Project? {
    if invocation.projectPath == nil, (try? invocation.store(of: nil)) != nil {
      found(
        "project", .warning, "there is no mandate.yaml here or in any folder above",
        help: "without one there is only the store to look at")
      return nil
    }
    do throws(CommandFailure) {
      let project = try invocation.project()
      found("project", .ok, "`\(project.name)` for \(project.deployment)")
      return project
    } catch {
      broken("project", error)
      return nil
    }
  }

  private mutating func checkManifests(of project: Project) {
    let loaded = LoadedTree(project, telling: Progress(invocation.output))
    let count = "\(loaded.declarations.count) resources in \(loaded.tree.files.count) files"
    let errors = loaded.diagnostics.count { $0.severity == .error }
    guard errors == 0 else {
      found(
        "manifests", .broken, "\(errors) \(errors == 1 ? "error" : "errors"); \(count) are read",
        help: "run mandate validate")
      return
    }
    found(
      "manifests", loaded.declarations.isEmpty ? .warning : .ok, count,
      help: loaded.declarations.isEmpty ? "write some, or begin with mandate init" : nil)
    checkCommit(of: loaded.tree)
  }

  private mutating func checkCommit(of tree: ManifestTree) {
    if let commit = CommitOfTree.commit(tree) {
      found("git commit", .ok, "the manifests are those of \(commit.string.prefix(12))")
    } else {
      found(
        "git commit", .warning,
        "the manifests are not as in a git commit, and a plan of them names none",
        help: "commit them before you apply, so that history leads to them")
    }
  }

  // MARK: Store

  private mutating func checkStore(of project: Project?) {
    do throws(CommandFailure) {
      let location = try invocation.store(of: project)
      guard try asking({ () throws(StoreError) in try location.store.exists() }) else {
        found(
          "store", .warning, "\(location.store.place) does not exist yet",
          help: "the first mandate apply creates it")
        return
      }
      let status = try asking { () throws(StoreError) in try location.store.status() }
      found(
        "store", .ok,
        "\(location.store.place), revision \(status.head.revision), \(status.resources) resources, "
          + "\(status.engine), format \(status.formatVersion)")
      checkDeployment(status, project)
      checkClock(status)
      checkMode(of: location)
      checkVerifier(location, status)
    } catch {
      broken("store", error)
    }
  }

  private mutating func checkDeployment(_ status: StoreStatus, _ project: Project?) {
    guard let project, status.identity.deployment != project.deployment else { return }
    found(
      "environment", .broken,
      "the store is for \(status.identity.deployment), the project for \(project.deployment)",
      help: "name the right store in mandate.yaml, --store or MANDATE_STORE")
  }

  private mutating func checkClock(_ status: StoreStatus) {
    let now = invocation.context.now()
    guard let last = status.head.lastRecorded else { return found("clock", .ok, "\(now)") }
    let gap = last.secondsSince1970 - now.secondsSince1970
    guard gap > CommitHeader.clockSkewSeconds else { return found("clock", .ok, "\(now)") }
    found(
      "clock", .broken, "it says \(now), and the store was written at \(last), \(gap) s later",
      help: "set the clock of this machine; outside prod somebody may have written with --at")
  }

  /// Whoever reads the store's file knows everybody's access; keys are in it as hashes only.
  private mutating func checkMode(of location: StoreLocation) {
    guard let path = Self.file(of: location) else { return }
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return }
    let mode = status.st_mode & 0o777
    let digits = String(mode, radix: 8)
    guard mode & 0o077 != 0 else { return found("store file", .ok, "mode \(digits)") }
    let outcome: HealthReport.Outcome = mode & 0o022 != 0 ? .broken : .warning
    found(
      "store file", outcome,
      "mode \(digits): others may \(mode & 0o022 != 0 ? "write" : "read") it",
      help: "chmod 600 \(path)")
  }

  private static func file(of location: StoreLocation) -> String? {
    let place = location.store.place
    return place.hasPrefix("sqlite:") ? String(place.dropFirst("sqlite:".count)) : nil
  }

  private mutating func checkVerifier(_ location: StoreLocation, _ status: StoreStatus) {
    guard
      let register = try? RecordRegister(
        invocation, location.store, .only([.global]), toWrite: false)
    else {
      return
    }
    let isProduction = status.identity.deployment.environment.isProduction
    guard let path = register.setting("verifier").first?.string else {
      found(
        "verifier", isProduction ? .warning : .ok,
        isProduction
          ? "none, so prod makes no secret of a key" : "none; outside prod nobody is asked",
        help: isProduction
          ? "staff of role security name one: mandate store set verifier /path/to/program" : nil)
      return
    }
    let isThere = unsafe access(path, X_OK) == 0
    found(
      "verifier", isThere ? .ok : .broken, isThere ? path : "`\(path)` cannot be run here",
      help: isThere ? nil : "install it, or name another one with mandate store set verifier")
  }

  // MARK: Surroundings

  private mutating func checkGit(of project: Project) {
    guard unsafe access(project.boundary + "/.git", F_OK) == 0 else {
      found(
        "git", .warning, "the project is in no git repository",
        help: "git init, so that every change has a history and a review")
      return
    }
    guard let location = try? invocation.store(of: project),
      let path = Self.file(of: location).map({ PathText.resolved($0) ?? $0 }),
      path.hasPrefix(project.boundary + "/")
    else { return found("git", .ok, "a repository, and the store is not in it") }
    if GitCommit.ignores(path, in: project.boundary) {
      found("git", .ok, "a repository that ignores the store's file")
    } else {
      found(
        "git", .warning, "the store's file lies in the repository and is not ignored",
        help: "add its folder to .gitignore: the register is no file of git")
    }
  }

  private mutating func checkPrograms(_ deployment: Deployment?) {
    if SSHKeygen.isThere {
      found("ssh-keygen", .ok, "approvals can be signed and verified")
    } else {
      let isProduction = deployment?.environment.isProduction == true
      found(
        "ssh-keygen", isProduction ? .broken : .warning,
        "not there, so approvals can be neither signed nor verified",
        help: "install OpenSSH 8.2 or later")
    }
  }

  private mutating func checkActor() {
    do throws(CommandFailure) {
      let actor = try invocation.actorIfNamed()
      found("actor", .ok, actor.map { "\($0)" } ?? "nobody is named; name one with --as to write")
    } catch {
      broken("actor", error)
    }
  }

  private mutating func checkVariables() {
    let set = EnvironmentVariable.all.map(\.name)
      .filter { !(invocation.context.variables[$0] ?? "").isEmpty }
    found("variables", .ok, set.isEmpty ? "none is set" : set.joined(separator: ", "))
  }
}

extension CommandFailure {
  /// What it says, and the first thing to do about it.
  fileprivate var words: (message: String, help: String?) {
    switch self {
    case .usage(let message, let help), .request(let message, let help): (message, help)
    case .diagnostics(let diagnostics):
      (diagnostics.first?.message ?? "it is wrong", diagnostics.first?.help.first)
    case .store(let error): (StoreErrorText.message(error), StoreErrorText.help(error).first)
    case .prohibited(let prohibitions):
      (prohibitions.first?.message ?? "it is refused", prohibitions.first?.help.first)
    case .testsFailed: ("an access test fails", "run mandate test")
    case .stale(let staleness): (StalenessText.message(staleness), nil)
    case .unknown(let applyID, _):
      ("the outcome of apply \(applyID) is unknown", "run mandate recover \(applyID)")
    }
  }
}
