import Glibc
import Rendering

/// Files that come to stand in a folder all together or not at all, none of them over another one.
///
/// An interrupt waits for them: there are few, and half of them would be left otherwise.
enum NewFolder {
  /// Makes a folder at `path` that holds these files; one that is there may only be empty.
  static func make(
    at path: String, holding files: [ManifestFiles.File]
  ) throws(CommandFailure) {
    try Interrupt.holding { () throws(CommandFailure) in try makeAtOnce(path, files) }
  }

  /// Writes files into a folder that may hold others; takes them all back when one cannot be made.
  static func add(
    _ files: [ManifestFiles.File], to folder: String
  ) throws(CommandFailure) {
    try Interrupt.holding { () throws(CommandFailure) in try addAtOnce(files, folder) }
  }

  private static func makeAtOnce(
    _ path: String, _ files: [ManifestFiles.File]
  ) throws(CommandFailure) {
    let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
    let temporary = "\(trimmed).\(getpid()).tmp"
    try OutputFile.makeFolders(of: temporary)
    do throws(CommandFailure) {
      for file in files {
        try OutputFile.makeFolders(of: "\(temporary)/\(file.path)")
        try OutputFile.create(file.bytes, at: "\(temporary)/\(file.path)")
      }
      // An empty folder of that name is replaced, and nothing else is.
      guard unsafe rename(temporary, trimmed) == 0 else {
        throw .request(
          "`\(path)` is not an empty folder; nothing was written",
          help: "name a folder that is new")
      }
    } catch {
      remove(files.map(\.path), in: temporary)
      _ = unsafe rmdir(temporary)
      throw error
    }
  }

  private static func addAtOnce(
    _ files: [ManifestFiles.File], _ folder: String
  ) throws(CommandFailure) {
    var made: [String] = []
    do throws(CommandFailure) {
      for file in files {
        try OutputFile.makeFolders(of: "\(folder)/\(file.path)")
        try OutputFile.create(file.bytes, at: "\(folder)/\(file.path)")
        made.append(file.path)
      }
    } catch {
      remove(made, in: folder)
      throw error
    }
  }

  /// Takes files away, and the folders between them and `folder` that are then empty.
  private static func remove(_ paths: [String], in folder: String) {
    for path in paths {
      _ = unsafe unlink("\(folder)/\(path)")
      var parts = path.split(separator: "/").dropLast()
      while !parts.isEmpty, unsafe rmdir("\(folder)/\(parts.joined(separator: "/"))") == 0 {
        parts.removeLast()
      }
    }
  }
}
