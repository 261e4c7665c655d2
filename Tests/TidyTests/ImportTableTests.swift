import TestSupport
import Testing

@Suite struct ImportTableTests {
  private static func violations(_ path: String, _ text: String) -> [String] {
    ImportRule.violations(in: SourceText(path: path, text: text)).map(\.message)
  }

  @Test func roomsImportOnlyWhatTheTableAllows() {
    let found = Repository.swiftFiles(under: "Sources").flatMap(ImportRule.violations)
    expectNone(found)
  }

  @Test func oneFileOfARoomTouchesC() {
    expectNone(ImportRule.doorsOpenedTwice(in: Repository.swiftFiles(under: "Sources")))
  }

  @Test func aDoorOpenedByTwoFilesOfARoomIsFound() {
    let digest = SourceText(path: "Sources/AccessModel/Digest.swift", text: "import CCrypto")
    let random = SourceText(path: "Sources/AccessModel/Random.swift", text: "import CCrypto")
    let token = SourceText(path: "Sources/MandateCLI/Token.swift", text: "import CCrypto")
    #expect(ImportRule.doorsOpenedTwice(in: [digest, random, token]).map(\.path) == [random.path])
    #expect(ImportRule.doorsOpenedTwice(in: [digest, token]) == [])
  }

  @Test func thePackageManifestDeclaresWhatTheTableAllows() throws {
    let manifest = try #require(Repository.file("Package.swift"))
    var declared = PackageManifest.rooms(in: manifest.text)
    // Programs beside the house, which no room imports.
    for outsider in ["access-driver", "benchmarks", "fault-driver", "key-driver", "render-driver"] {
      declared[outsider] = nil
    }
    let allowed = ImportTable.rooms.map { ($0.name, $0.imports) }
    #expect(declared == Dictionary(uniqueKeysWithValues: allowed))
  }

  @Test func theArchitectureDocumentShowsTheTable() throws {
    let document = try #require(
      Repository.file("ARCHITECTURE.md"),
      "write it, with a row | `Room` | what it holds | `Import`, `Import` | for each room")
    let described = ArchitectureTable.rooms(in: document.text)
    for room in ImportTable.rooms {
      #expect(described[room.name] == room.imports, "row of `\(room.name)` in ARCHITECTURE.md")
    }
  }

  @Test(arguments: [
    ("Sources/Plans/Plan.swift", "import SQLiteStore"),
    ("Sources/Plans/Plan.swift", "package import Foundation"),
    ("Sources/Plans/Plan.swift", "private import struct Planning.Differ"),
    ("Sources/Plans/Plan.swift", "@preconcurrency import Glibc"),
    ("Sources/AccessModel/Institution.swift", "internal import CSQLite"),
    ("Sources/Newcomer/File.swift", ""),
  ])
  func anImportThroughAWallIsFound(path: String, text: String) {
    #expect(Self.violations(path, text).count == 1)
  }

  @Test func importsOfTheTableAreAccepted() {
    #expect(Self.violations("Sources/Plans/Plan.swift", "package import AccessModel").isEmpty)
    #expect(Self.violations("Sources/Plans/Plan.swift", "import struct AccessModel.CIDR").isEmpty)
    #expect(Self.violations("Sources/AccessModel/Digest.swift", "import CCrypto").isEmpty)
    #expect(Self.violations("Sources/Plans/Plan.swift", "@_spi(_Unicode) import Swift").isEmpty)
    #expect(Self.violations("Sources/Plans/Plan.swift", "// import SQLiteStore").isEmpty)
  }

  @Test func theFailureSaysWhatMayBeImported() {
    let message = Self.violations("Sources/Plans/Plan.swift", "import Stores").first
    #expect(
      message == "`Plans` may not import `Stores`; it may import: AccessModel, Diagnostics")
  }

  @Test func dependencyListsAreReadFromTheManifest() {
    let manifest = """
      room("Plans", imports: ["AccessModel", "Diagnostics"]),
      room(
        "Loose", imports: [],
        touchesC: true),
      .executableTarget(name: "mandate", dependencies: ["MandateCLI"]),
      """
    let expected: [String: Set<String>] = [
      "Plans": ["AccessModel", "Diagnostics"], "Loose": [], "mandate": ["MandateCLI"],
    ]
    #expect(PackageManifest.rooms(in: manifest) == expected)
  }

  @Test func rowsAreReadFromTheArchitectureDocument() {
    let document = """
      | room | holds | may import |
      | --- | --- | --- |
      | `Plans` | values: `Plan` and so on | `AccessModel`, `Diagnostics` |
      | `Diagnostics` | messages | – |
      """
    let expected: [String: Set<String>] = [
      "Plans": ["AccessModel", "Diagnostics"], "Diagnostics": [],
    ]
    #expect(ArchitectureTable.rooms(in: document) == expected)
  }
}
