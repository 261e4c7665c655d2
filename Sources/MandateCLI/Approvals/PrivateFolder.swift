import Glibc

/// A folder of files that only we read.
struct PrivateFolder {
  private let path: String

  /// Calls `body` with a new folder and takes it away with all that it holds.
  static func using<Answer>(
    _ variables: [String: String], _ body: (PrivateFolder) throws(CommandFailure) -> Answer
  ) throws(CommandFailure) -> Answer {
    let folder = try PrivateFolder(variables)
    let undoing = Interrupt.undoing { folder.remove() }
    defer {
      Interrupt.forget(undoing)
      folder.remove()
    }
    return try body(folder)
  }

  private init(_ variables: [String: String]) throws(CommandFailure) {
    let place = variables["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    var template = Array("\(place)/mandate-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else {
      throw .request("no folder can be made in `\(place)`", help: "name another one in TMPDIR")
    }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private func remove() {
    for name in Name.allCases { _ = unsafe unlink("\(path)/\(name)") }
    _ = unsafe rmdir(path)
  }

  enum Name: CaseIterable { case signature, allowed }

  /// The path of a new file with this content.
  func file(_ name: Name, _ bytes: [UInt8]) throws(CommandFailure) -> String {
    try OutputFile.create(bytes, at: "\(path)/\(name)")
    return "\(path)/\(name)"
  }
}
