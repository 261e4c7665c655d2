import Diagnostics
import Manifests

extension Invocation {
  /// The snapshot file that stands in place of the store; nil where none was named.
  ///
  /// Works for every command that declares `OptionDeclaration.snapshot`, and for no other one: an
  /// option of that name may mean a file to write.
  func snapshotInPlaceOfStore(of project: Project?) throws(CommandFailure) -> StoreLocation? {
    guard command.options.contains(.snapshot), let name = arguments.value("--snapshot") else {
      return nil
    }
    guard !arguments.has("--store") else {
      throw .usage(
        "--snapshot stands in place of the store, and --store names one", help: "leave one out")
    }
    let path = absolute(name)
    let bytes = try OutputFile.read(path, bytesMax: SnapshotFile.bytesMax)
    let file = try SnapshotFile(SourceFile(path: name, bytes: bytes))
    if let institution = file.institution, project?.institution != institution {
      throw .request(
        "`\(name)` holds only what the tree of `\(institution)` reads, and this is another tree",
        help: "use one that was exported without --institution")
    }
    return StoreLocation(SnapshotStore(file, path: name))
  }
}
