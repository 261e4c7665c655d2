import AccessModel
import Diagnostics
import Glibc
import Plans
import Stores

extension CommandDeclaration {
  static let initialize = CommandDeclaration(
    "init", "writes a small working project and creates its store",
    details: """
      Writes a project file, a catalogue, one institution with its people, a CI workflow, and the \
      schemas that editors check manifests with, and creates an empty sandbox store. Where one of the files exists already, it refuses and \
      writes nothing.
      """,
    operands: [Operand("DIR", "the folder; default: the working folder", count: 0...1)],
    examples: ["mandate init access", "cd access && mandate plan"],
    run: { invocation throws(CommandFailure) in try InitCommand(invocation).run() })
}

struct InitCommand {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func run() throws(CommandFailure) -> ExitCode {
    let folder = invocation.absolute(invocation.arguments.operands.first ?? ".")
    let files = ProjectTemplate.files
    for file in files where unsafe access("\(folder)/\(file.path)", F_OK) == 0 {
      throw .request(
        "`\(file.path)` exists already; nothing was written", help: "run it in an empty folder")
    }
    for file in files {
      try OutputFile.makeFolders(of: "\(folder)/\(file.path)")
      try OutputFile.create(Array(file.text.utf8), at: "\(folder)/\(file.path)")
      invocation.output.write("wrote \(file.path)\n")
    }
    try createStore(in: folder)
    invocation.output.write(
      "\nNext:\n  mandate validate\n  mandate plan\n  mandate apply --as staff:\(ProjectTemplate.staff)\n"
    )
    return .done
  }

  private func createStore(in folder: String) throws(CommandFailure) {
    let location = try StoreLocation(
      ProjectTemplate.store, relativeTo: folder, lockTimeoutMilliseconds: 5_000)
    _ = try location.makeFolder()
    try asking { () throws(StoreError) in
      try create(
        StoreIdentity(
          lineage: invocation.context.randomName(), deployment: ProjectTemplate.deployment),
        in: location.store)
    }
    invocation.output.write("created \(ProjectTemplate.store)\n")
  }
}
