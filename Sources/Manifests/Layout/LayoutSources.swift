package import Diagnostics

/// The YAML files of a file or folder that a user names, by the rules of a manifest tree.
package enum LayoutSources {
  /// One file: where it lies and what is in it.
  package struct Source: Sendable {
    /// Absolute.
    package let path: String
    package let file: SourceFile

    package init(path: String, file: SourceFile) {
      self.path = path
      self.file = file
    }
  }

  /// The files at `path`, which is absolute and which messages call `name`.
  ///
  /// Hidden names and links are passed over in folders; a file that is named is read whatever it is called.
  package static func sources(
    at path: String, called name: String, into diagnostics: inout [Diagnostic]
  ) -> [Source] {
    guard let resolved = PathText.resolved(path) else {
      diagnostics.append(.error(.treeMissing, "there is no file or folder `\(name)`", at: nil))
      return []
    }
    var walk = Walk()
    do throws(FileProblem) {
      let parts = resolved.split(separator: "/").map(String.init)
      guard let last = parts.last else {
        walk.visit(try Folder(path: "/"), path: "", name: name)
        return walk.finished(into: &diagnostics)
      }
      let parent = try Folder(path: "/" + parts.dropLast().joined(separator: "/"))
      switch parent.kind(of: last) {
      case .folder: walk.visit(try parent.folder(last), path: resolved, name: name)
      case .file, .link, .special, .missing:
        walk.read(last, in: parent, path: resolved, name: name)
      }
    } catch {
      walk.report(name, error)
    }
    return walk.finished(into: &diagnostics)
  }

  private struct Walk {
    private var sources: [Source] = []
    private var diagnostics: [Diagnostic] = []
    private let limits = TreeLimits()

    mutating func visit(_ folder: Folder, path: String, name: String, depth: Int = 0) {
      guard depth <= limits.depthMax else { return }
      do throws(FileProblem) {
        for entry in try folder.names() where !entry.hasPrefix(".") {
          let place = (path: "\(path)/\(entry)", name: name == "." ? entry : "\(name)/\(entry)")
          switch folder.kind(of: entry) {
          case .folder:
            visit(
              try folder.folder(entry), path: place.path, name: place.name, depth: depth + 1)
          case .file where entry.hasSuffix(".yaml") || entry.hasSuffix(".yml"):
            read(entry, in: folder, path: place.path, name: place.name)
          case .file, .link, .special, .missing: break
          }
        }
      } catch {
        report(name, error)
      }
    }

    mutating func read(_ entry: String, in folder: Folder, path: String, name: String) {
      do throws(FileProblem) {
        let bytes = try folder.read(entry, bytesMax: limits.fileBytesMax)
        sources.append(Source(path: path, file: SourceFile(path: name, bytes: bytes)))
      } catch {
        report(name, error)
      }
    }

    mutating func report(_ name: String, _ problem: FileProblem) {
      diagnostics.append(
        .error(.treeUnreadable, "`\(name)` cannot be read: \(problem.words)", at: nil))
    }

    func finished(into all: inout [Diagnostic]) -> [Source] {
      all.append(contentsOf: diagnostics)
      return sources
    }
  }
}
