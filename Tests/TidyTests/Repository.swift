import Foundation
import TestSupport

/// The text files that belong to this repository.
enum Repository {
  /// All of them, sorted by path: what git tracks or would track, or without git what lies here.
  static let files: [SourceText] = paths.compactMap { path in
    guard let data = FileManager.default.contents(atPath: RepositoryRoot.path(path)) else {
      return nil
    }
    return String(data: data, encoding: .utf8).map { SourceText(path: path, text: $0) }
  }

  static func swiftFiles(under folders: String...) -> [SourceText] {
    files.filter { file in
      file.path.hasSuffix(".swift") && folders.contains { file.path.hasPrefix($0 + "/") }
    }
  }

  static func file(_ path: String) -> SourceText? { files.first { $0.path == path } }

  /// The paths of all files, also of those that hold no text.
  static let paths: [String] = {
    let arguments = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    let listed = try? runProcess("git", arguments, directory: RepositoryRoot.path)
    guard let listed, listed.exitCode == 0 else { return pathsOnDisk }
    return listed.output.split(separator: "\0").map(String.init).sorted()
  }()

  private static var pathsOnDisk: [String] {
    let all = FileManager.default.enumerator(atPath: RepositoryRoot.path)?.compactMap {
      $0 as? String
    }
    let generated = [".git", ".build", ".mandate", "__pycache__"]
    return (all ?? []).filter { path in
      !path.split(separator: "/").contains { generated.contains(String($0)) }
    }.sorted()
  }
}
