import AccessModel
import Diagnostics
import Manifests
import Plans
import Rendering

extension CommandDeclaration {
  static let promote = CommandDeclaration(
    "promote", "drafts an institution's manifests for another environment",
    details: """
      Copies what this tree declares of an institution into the folder of another environment, as a \
      draft that people review. Account numbers, licence, dates, mail addresses of trials and \
      documentation addresses become gaps, which say REQUIRED: validate and plan there are red until \
      all are filled in. Signing keys, client numbers of exchanges and reasons stay behind, and so does \
      everything recorded: keys, approvals, acceptances. Resources that the folder has already are \
      left as they are, and no file in it is written over. The store is not opened.
      """,
    options: [
      OptionDeclaration("--institution", value: "I", "the institution; default: the project's"),
      OptionDeclaration("--to", value: "DIR", "the tree of the other environment"),
    ],
    examples: ["mandate promote --institution harbour-capital --to ../prod"],
    run: { invocation throws(CommandFailure) in try PromoteCommand(invocation).run() })
}

struct PromoteCommand {
  private let invocation: Invocation
  private let project: Project
  private let institution: Text
  /// As it was written.
  private let named: String
  private let folder: String
  private let reporter: Reporter

  init(_ invocation: Invocation) throws(CommandFailure) {
    self.invocation = invocation
    reporter = Reporter(invocation: invocation)
    guard let named = invocation.arguments.value("--to") else {
      throw .usage("promote writes into a folder, and none is named", help: "add --to DIR")
    }
    self.named = named
    folder = RelativePath.resolved(invocation.absolute(named))
    project = try invocation.project()
    guard
      let institution = invocation.arguments.value("--institution").map({ Text($0) })
        ?? project.institution
    else {
      throw .usage("no institution is named", help: "add --institution NAME")
    }
    self.institution = institution
  }

  func run() throws(CommandFailure) -> ExitCode {
    let loaded = LoadedTree(project)
    guard !loaded.diagnostics.hasErrors else { throw .diagnostics(loaded.diagnostics) }
    let target = try target()
    let drafts = Promotion.drafts(of: institution, among: loaded.declarations.map(\.resource))
    guard !drafts.isEmpty else {
      throw .request("this tree declares nothing of `\(institution)`", help: nil)
    }
    let known = target.map { LoadedTree($0) }
    if let known { try requireReadable(known) }
    let declared = Set((known?.declarations ?? []).lazy.map(\.resource.address))
    let new = drafts.filter { draft in
      !declared.contains(draft.address) && known?.lost.mayHold(draft.address) != true
    }
    var files = numbered(ManifestFiles.files(of: new))
    if target == nil { files.append(draftedProject) }
    try NewFolder.add(files, to: folder)
    report(files, new: new, standing: drafts.count - new.count)
    if let target { noteUnread(new, by: target) }
    return .done
  }

  /// The project that the folder belongs to; nil where there is none yet.
  private func target() throws(CommandFailure) -> Project? {
    guard let path = ProjectReader.find(from: folder) else {
      return nil
    }
    var diagnostics: [Diagnostic] = []
    guard let target = ProjectReader.read(path, into: &diagnostics) else {
      throw .diagnostics(diagnostics)
    }
    guard target.deployment != project.deployment else {
      throw .request(
        "`\(named)` is of \(target.deployment), as this tree is",
        help: "promote drafts for another environment")
    }
    return target
  }

  /// What cannot be read may declare anything; with gaps in it, it says what it declares.
  private func requireReadable(_ known: LoadedTree) throws(CommandFailure) {
    let unknown = Address(.institution, name: .empty)
    if known.lost.mayHold(unknown) { throw .diagnostics(known.diagnostics) }
  }

  /// The files under names that are free.
  private func numbered(_ files: [ManifestFiles.File]) -> [ManifestFiles.File] {
    var taken: Set<String> = []
    return files.map { file in
      var number = 1
      var path = file.path
      while taken.contains(path) || PathText.resolved("\(folder)/\(path)") != nil {
        number += 1
        path = ManifestFiles.numbered(file.path, number)
      }
      taken.insert(path)
      return ManifestFiles.File(path: path, bytes: file.bytes)
    }
  }

  /// A project file in which the environment is the first gap.
  private var draftedProject: ManifestFiles.File {
    ManifestFiles.draftedProject(
      named: project.name, region: project.deployment.region, institution: project.institution,
      gap: Promotion.gap)
  }

  private func report(_ files: [ManifestFiles.File], new: [Resource], standing: Int) {
    for file in files { invocation.output.write("wrote \(file.path)\n") }
    guard !reporter.isQuiet else { return }
    guard !new.isEmpty else {
      return reporter.note("nothing to add: all \(standing) are there already, left as they are")
    }
    let gaps = new.reduce(0) { $0 + Promotion.gaps(in: $1) }
    let left = standing == 0 ? "" : ", \(standing) there already and left as they are"
    reporter.note("\(new.count) resources drafted with \(gaps) gaps\(left)")
    if gaps > 0 { reporter.note("fill in what says \(Promotion.gap); mandate validate lists it") }
  }

  /// A tree that names its files would pass over new ones in silence.
  private func noteUnread(_ new: [Resource], by target: Project) {
    let read = LoadedTree(target)
    let declared = Set(read.declarations.lazy.map(\.resource.address))
    let unread = new.filter { draft in
      !declared.contains(draft.address) && !read.lost.mayHold(draft.address)
    }
    guard !unread.isEmpty else { return }
    reporter.note(
      "warning: `manifests` of mandate.yaml there names no folder that holds \(unread.count) of them"
    )
  }
}
