import AccessModel
import Diagnostics
import Manifests
import Plans
import Stores

/// One run of one command: its arguments and the world, with what all commands read alike.
struct Invocation: Sendable {
  let command: CommandDeclaration
  var arguments: ParsedArguments
  let context: CommandContext
  /// The proposal whose words these are; nil for words of a command line.
  var proposal: ProposalRun?

  var output: Output { context.output }

  /// The instant at which things are judged: `--at`, else the clock.
  func judgedAt() throws(CommandFailure) -> Instant {
    guard let text = arguments.value("--at") else { return context.now() }
    do throws(FormatProblem) { return try Instant(parsing: Text(text)) } catch {
      throw .usage("--at: \(error.message)", help: error.help.first)
    }
  }

  /// The instant at which a write is judged: `--at` only outside prod, else the clock.
  func judgedAt(writingTo deployment: Deployment) throws(CommandFailure) -> Instant {
    // What was proposed is decided at its time, or it would be something else.
    if let proposal { return proposal.plan.createdAt }
    guard arguments.has("--at"), deployment.environment.isProduction else {
      return try judgedAt()
    }
    throw .usage("--at is not for writing in prod", help: "leave it out; prod goes by the clock")
  }

  /// The instant at which a store is read: no question is judged before what is recorded in it.
  ///
  /// WHY: clocks of machines differ by seconds, and what one of them ended must not open for another
  /// whose clock is behind. Outside prod, where `--at` may write ahead of the clock, only so much as
  /// clocks differ by.
  func judgedAt(
    after lastRecorded: Instant?, in deployment: Deployment
  ) throws(CommandFailure) -> Instant {
    let now = try judgedAt()
    guard !arguments.has("--at") else { return now }
    return now.lifted(to: lastRecorded, in: deployment)
  }

  // MARK: Actors

  /// Who acts; throws `usage` when nobody is named.
  func actor() throws(CommandFailure) -> Actor {
    guard let actor = try actorIfNamed() else {
      throw .usage(
        "`\(command.name)` writes, and nobody is named as the one who acts",
        help: "add --as staff:NAME or --as admin:INSTITUTION/USER, or set MANDATE_ACTOR")
    }
    return actor
  }

  func actorIfNamed() throws(CommandFailure) -> Actor? {
    if let stand = proposal?.stand { return stand.actor }
    guard let text = arguments.value("--as") ?? nonempty("MANDATE_ACTOR") else { return nil }
    return try actor(text, "--as")
  }

  func onBehalfOf() throws(CommandFailure) -> Actor? {
    if let stand = proposal?.stand { return stand.onBehalfOf }
    guard let text = arguments.value("--on-behalf-of") else { return nil }
    let person = try actor(text, "--on-behalf-of")
    if case .job = person {
      throw .usage("--on-behalf-of names a person, and \(person) is a job", help: nil)
    }
    // WHY: whoever could name another as the author could be the second person of an own plan.
    guard case .job = try actorIfNamed() else {
      throw .usage(
        "only a job acts on behalf of a person", help: "name the job with --as ci:NAME")
    }
    return person
  }

  private func actor(_ text: String, _ option: String) throws(CommandFailure) -> Actor {
    guard let actor = Actor(Text(text)) else {
      throw .usage(
        "\(option): `\(text)` is not an actor",
        help: "write staff:NAME, admin:INSTITUTION/USER, trader:INSTITUTION/USER, retail:NAME "
          + "or ci:NAME")
    }
    return actor
  }

  /// `--reason`, as a text fit to be recorded.
  func reason() throws(CommandFailure) -> Text? {
    guard let text = arguments.value("--reason") else { return nil }
    do throws(FormatProblem) {
      try SecretShape.check(Text(text))
      return try FreeText(parsing: Text(text)).text
    } catch {
      throw .usage("--reason: \(error.message)", help: error.help.first)
    }
  }

  // MARK: Project and store

  /// The project file's path, or nil where there is none upward of the working folder.
  var projectPath: String? {
    if let path = arguments.value("--project") { return absolute(path) }
    return ProjectReader.find(from: context.workingFolder)
  }

  /// The project; throws its diagnostics when there is none or it is wrong.
  func project() throws(CommandFailure) -> Project {
    guard let path = projectPath else {
      throw .request(
        "there is no mandate.yaml here or in any folder above",
        help: "run mandate init, or name one with --project FILE")
    }
    var diagnostics: [Diagnostic] = []
    guard let project = ProjectReader.read(path, into: &diagnostics) else {
      throw .diagnostics(diagnostics)
    }
    return project
  }

  /// The store: `--snapshot` of a command that reads one, `--store`, `MANDATE_STORE`, else what the
  /// project says.
  func store(of project: Project?) throws(CommandFailure) -> StoreLocation {
    if let snapshot = try snapshotInPlaceOfStore(of: project) { return snapshot }
    let timeout = try lockTimeoutMilliseconds()
    if let url = arguments.value("--store") ?? nonempty("MANDATE_STORE") {
      return try StoreLocation(
        url, relativeTo: context.workingFolder, lockTimeoutMilliseconds: timeout)
    }
    guard let project, let url = project.store else {
      throw .request(
        "no store is named",
        help: "add `store: sqlite:PATH` to spec of mandate.yaml, or --store URL")
    }
    return try StoreLocation(
      url.string, relativeTo: project.folder, lockTimeoutMilliseconds: timeout)
  }

  /// The store that must exist, for commands that read; the project is not needed when one is named.
  func existingStore() throws(CommandFailure) -> any RegisterStore {
    let store = try followedStore()
    try requireExisting(store)
    return store
  }

  /// The store that may come and go, for a command that runs long.
  func followedStore() throws(CommandFailure) -> any RegisterStore {
    let isNamed = arguments.has("--store") || nonempty("MANDATE_STORE") != nil
    return try store(of: isNamed ? nil : project()).store
  }

  private func requireExisting(_ store: any RegisterStore) throws(CommandFailure) {
    do throws(StoreError) {
      if try store.exists() { return }
    } catch {
      throw .store(error)
    }
    throw .store(.missing(place: store.place))
  }

  /// `5s`, `500ms` or `PT5S`.
  private func lockTimeoutMilliseconds() throws(CommandFailure) -> Int32 {
    guard let text = arguments.value("--lock-timeout") else { return 5_000 }
    if text.hasSuffix("ms"), let number = Int32(text.dropLast(2)), number >= 0 { return number }
    if text.hasSuffix("s"), let number = Int32(text.dropLast()), (0...86_400).contains(number) {
      return number * 1_000
    }
    if let duration = try? DurationText(parsing: Text(text)), duration.seconds <= 86_400 {
      return Int32(duration.seconds) * 1_000
    }
    throw .usage("--lock-timeout: `\(text)` is not a duration", help: "write 5s, 500ms or PT5S")
  }

  /// An absolute path for one the user wrote.
  func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : context.workingFolder + "/" + path
  }

  private func nonempty(_ variable: String) -> String? {
    context.variables[variable].flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// Asks a store, turning its errors into the command's.
func asking<Answer>(
  _ question: () throws(StoreError) -> Answer
) throws(CommandFailure) -> Answer {
  do throws(StoreError) { return try question() } catch { throw .store(error) }
}

extension Instant {
  /// The later of a clock's time and of the last one recorded, unless the clock cannot be so far behind.
  func lifted(to lastRecorded: Instant?, in deployment: Deployment) -> Instant {
    guard let lastRecorded, self < lastRecorded else { return self }
    let gap = lastRecorded.secondsSince1970 - secondsSince1970
    return deployment.environment.isProduction || gap <= CommitHeader.clockSkewSeconds
      ? lastRecorded : self
  }
}
