import Foundation
import TestSupport

/// The folder, the variables and the remembered files of one running script.
struct ScriptRunnerWorkspace {
  private let folder: TemporaryFolder
  private let examples: String
  private var remembered: [String: [UInt8]] = [:]
  /// All variables that commands of the script see.
  private(set) var variables: [String: String]
  /// Where commands start, absolute.
  private(set) var directory: String

  /// Makes the folder with `files` in it; parts of the folder `examples` are copied into it when a
  /// script names them by `$EXAMPLES/…`.
  init(files: [ScriptRunnerArchive.File], examples: String) throws {
    folder = try TemporaryFolder()
    self.examples = examples
    for name in ["work", "examples", "home", "tmp"] {
      try FileManager.default.createDirectory(
        atPath: folder.path(name), withIntermediateDirectories: false)
    }
    directory = folder.path("work")
    variables = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": folder.path("home"), "TMPDIR": folder.path("tmp"), "WORK": directory,
      "EXAMPLES": folder.path("examples"), "LANG": "C.UTF-8", "TZ": "UTC", "NO_COLOR": "1",
    ]
    for file in files {
      try folder.write("work/" + file.name, file.text)
      remembered[path(file.name)] = Array(file.text.utf8)
    }
  }

  /// The absolute path of `name`, which is relative to where commands start.
  ///
  /// Links in it stay as they are: `rm` of a link takes the link and never what it leads to.
  func path(_ name: String) -> String {
    guard !name.hasPrefix("/") else { return name }
    var parts: [Substring] = []
    for part in (directory + "/" + name).split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The path of something that a script may write or remove: it lies in the folder of this run,
  /// also when all links on the way there are followed.
  private func ownPath(_ name: String) throws -> String {
    let place = path(name)
    let parent = RepositoryRoot.folder(of: place)
    let root = folder.path("work")
    let own = RepositoryRoot.folder(of: URL(fileURLWithPath: root).resolvingSymlinksInPath().path)
    let found = URL(fileURLWithPath: parent).resolvingSymlinksInPath().path
    guard (found + "/").hasPrefix(own + "/") else {
      throw ScriptRunnerFailure("\(name) is not in the folder of the script")
    }
    return place
  }

  private func isLink(_ place: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: place)) != nil
  }

  mutating func set(_ name: String, to value: String) { variables[name] = value }

  mutating func changeDirectory(to name: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path(name), isDirectory: &isFolder),
      isFolder.boolValue
    else { throw ScriptRunnerFailure("no folder \(name)") }
    directory = path(name)
  }

  /// The value of a variable of the script.
  func value(of name: String) throws -> String {
    guard let value = variables[name] else { throw ScriptRunnerFailure("no variable $\(name)") }
    return value
  }

  /// Copies the parts of the examples that `words` name, unless they have been copied before.
  func provideExamples(namedIn words: [String]) throws {
    let prefix = folder.path("examples")
    for word in words {
      guard let range = word.range(of: prefix) else { continue }
      let parts = word[range.upperBound...].split(separator: "/", maxSplits: 1)
      let names = try parts.first.map { [String($0)] } ?? listed(examples)
      if !folder.exists("examples/.git") { try makeExamplesOneWorkTree() }
      for name in names where !folder.exists("examples/" + name) {
        try folder.copy(from: examples + "/" + name, to: "examples/" + name)
      }
    }
  }

  /// Files of several folders of one project must lie in one git work tree.
  private func makeExamplesOneWorkTree() throws {
    let result = try runProcess("git", ["init", "-q", folder.path("examples")])
    guard result.exitCode == 0 else { throw ScriptRunnerFailure("git init: \(result.errors)") }
  }

  private func listed(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path)
  }

  func bytes(of name: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path(name)) else {
      throw ScriptRunnerFailure("no file \(name)")
    }
    return [UInt8](data)
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let place = try ownPath(name)
    guard !isLink(place) else { throw ScriptRunnerFailure("\(name) is a link") }
    try Data(bytes).write(to: URL(fileURLWithPath: place))
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: path(name), withIntermediateDirectories: true)
  }

  func remove(_ name: String) throws {
    let place = try ownPath(name)
    guard exists(name) || isLink(place) else {
      throw ScriptRunnerFailure("nothing to remove at \(name)")
    }
    try FileManager.default.removeItem(atPath: place)
  }

  /// Copies a file or a folder; into `target` if that is a folder, else over it.
  func copy(_ name: String, to target: String) throws {
    var isFolder: ObjCBool = false
    var place = try ownPath(target)
    guard !isLink(place) else { throw ScriptRunnerFailure("\(target) is a link") }
    if FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) {
      if isFolder.boolValue {
        place += "/" + (name as NSString).lastPathComponent
      } else {
        try FileManager.default.removeItem(atPath: place)
      }
    }
    guard exists(name) else { throw ScriptRunnerFailure("no file \(name)") }
    try FileManager.default.copyItem(atPath: path(name), toPath: place)
  }

  /// Remembers the bytes of a file for `changes(to:)`.
  mutating func remember(_ name: String) throws { remembered[path(name)] = try bytes(of: name) }

  /// How a file differs from its state when the script started or last remembered it; nil if not.
  func changes(to name: String) throws -> String? {
    guard let before = remembered[path(name)] else {
      throw ScriptRunnerFailure("\(name) is not remembered; say `snapshot \(name)` first")
    }
    let after = try bytes(of: name)
    guard before != after else { return nil }
    let texts = (String(decoding: before, as: UTF8.self), String(decoding: after, as: UTF8.self))
    return LineDiff(wanted: texts.0, actual: texts.1).description
  }

  /// `text` with the folder of this run written as `$WORK`, so that it is the same in every run.
  func withoutFolder(_ text: String) -> String {
    text.replacingOccurrences(of: folder.path("work"), with: "$WORK")
      .replacingOccurrences(of: folder.path("examples"), with: "$EXAMPLES")
  }
}
