import Foundation
import TestSupport

/// All cases, in the order of the files in `Cases` and of the lines in them.
enum Corpus {
  static let folder = RepositoryRoot.folder(of: #filePath) + "/Cases"

  /// Read once; a file that cannot be read makes every test fail that asks.
  private static let outcome = Result { try readAll() }

  static let cases: [MalformedCase] = (try? outcome.get()) ?? []

  /// Throws what is wrong with the files of cases.
  static func requireReadable() throws { _ = try outcome.get() }

  private static func readAll() throws -> [MalformedCase] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try names.filter { $0.hasSuffix(".txt") }.flatMap { name in
      let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      return try MalformedCaseReader.cases(in: text, group: String(name.dropLast(4)))
    }
  }
}
