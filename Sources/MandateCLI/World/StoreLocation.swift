import Diagnostics
import Glibc
import SQLiteStore
import Stores

/// Where a store is: `sqlite:PATH`.
struct StoreLocation {
  let store: any RegisterStore
  /// The folder of an embedded store, which the first write makes when it is missing.
  let folder: String

  /// A snapshot file in the place of a store; nothing is ever made for it.
  init(_ snapshot: SnapshotStore) {
    store = snapshot
    folder = ""
  }

  /// Throws `request` for a URL that this version cannot open.
  ///
  /// A relative path is relative to `base`.
  init(
    _ url: String, relativeTo base: String, lockTimeoutMilliseconds: Int32
  ) throws(CommandFailure) {
    guard url.hasPrefix("sqlite:") else {
      // Never the whole URL: somebody may have put a password into it.
      let shown = url.contains("@") ? url.prefix { $0 != ":" } + ":..." : url[...]
      throw .request(
        "this version cannot open the store `\(shown)`", help: "write sqlite:PATH")
    }
    let written = String(url.dropFirst("sqlite:".count))
    guard !written.isEmpty else {
      throw .request("the store URL `\(url)` has no path", help: "write sqlite:PATH")
    }
    let path = written.hasPrefix("/") ? written : base + "/" + written
    guard let slash = path.lastIndex(of: "/") else {
      throw .request("the store URL `\(url)` has no folder", help: "write sqlite:PATH")
    }
    folder = String(path[..<slash])
    store = SQLiteStore(path: path, lockTimeoutMilliseconds: lockTimeoutMilliseconds)
  }

  /// Makes the folder of the store, readable by nobody else; gives the folders that were not there.
  func makeFolder() throws(CommandFailure) -> [String] {
    var made = ""
    var new: [String] = []
    for part in folder.split(separator: "/") {
      made += "/\(part)"
      if unsafe mkdir(made, 0o700) == 0 {
        new.append(made)
      } else if errno != EEXIST, unsafe access(made, F_OK) != 0 {
        throw .store(.readOnly(reason: "the folder `\(made)` cannot be made"))
      }
    }
    return new
  }

  /// Takes back folders that were made for a store that did not come about; a filled one stays.
  static func removeFolders(_ folders: [String]) {
    for folder in folders.reversed() { _ = unsafe rmdir(folder) }
  }
}
