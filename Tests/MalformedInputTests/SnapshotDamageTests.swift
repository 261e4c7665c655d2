import AccessModel
import Diagnostics
import Plans
import Rendering
import Testing

@testable import MandateCLI

/// A snapshot file is refused, or says what it said when it was written.
@Suite struct SnapshotDamageTests {
  private static let rows = [
    row(#"{"apiVersion":"mandate/v1","kind":"Institution","metadata":{"name":"north"},"spec":{}}"#),
    row(
      Text(
        #"{"apiVersion":"mandate/v1","kind":"PortalUser","metadata":{"name":"amy","#
          + #""institution":"north"},"spec":{"email":"amy@north.example"}}"#)),
  ]

  private static func row(_ canonical: Text) -> StoredRow {
    let isUser = canonical.string.contains("PortalUser")
    return StoredRow(
      address: isUser
        ? Address(.portalUser, institution: "north", name: "amy")
        : Address(.institution, name: "north"),
      owner: "broker", digest: Digest.of(Array(canonical.bytes)), canonical: canonical,
      source: isUser ? nil : Source(file: "a.yaml", line: 3), sinceRevision: 1)
  }

  private static let snapshot = Snapshot(
    store: StoreIdentity(
      lineage: "abc", deployment: Deployment(environment: .sandbox, region: "hk")),
    revision: 7, lastRecorded: nil,
    scopes: Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let entry = ScopeDigest.Entry(address: row.address, digest: row.digest)
        let scope = row.address.scope
        let digest = ScopeDigest.of(scope, touches: 2, entries: [entry])
        return (scope, ScopeState(digest: digest, touches: 2, lastRevision: 1))
      }),
    owners: [Owner(name: "broker", institution: nil, protected: ["Institution"])], rows: rows)

  private static let bytes = SnapshotJSON.bytes(of: snapshot, for: nil)

  private func read(_ bytes: [UInt8]) throws -> Snapshot {
    try SnapshotFile(SourceFile(path: "r.json", bytes: bytes)).snapshot
  }

  /// The bytes of a file whose contents are `body`, with the digest that goes with it.
  private func sealed(_ body: some Collection<UInt8>) -> [UInt8] {
    body + SnapshotJSON.tail(for: Digest.of(Array(body)))
  }

  private var body: ArraySlice<UInt8> {
    Self.bytes.dropLast(SnapshotJSON.tail(for: .zero).count)
  }

  @Test func whatWasWrittenIsReadBack() throws {
    let found = try read(Self.bytes)
    #expect(found.rows.map(\.canonical) == Self.rows.map(\.canonical))
    #expect(found.rows.map(\.digest) == Self.rows.map(\.digest))
    #expect(found.rows.map(\.source) == Self.rows.map(\.source))
    #expect(found.scopes == Self.snapshot.scopes)
    #expect(found.owners == Self.snapshot.owners)
    #expect(found.store == Self.snapshot.store)
    #expect(found.revision == 7)
  }

  @Test(arguments: [0x01, 0x20, 0x80, 0xFF] as [UInt8])
  func everyFlippedByteIsNoticed(mask: UInt8) {
    for place in Self.bytes.indices {
      var flipped = Self.bytes
      flipped[place] ^= mask
      #expect(throws: CommandFailure.self, "byte \(place)") { try read(flipped) }
    }
  }

  @Test func everyTruncationAndEveryLostByteIsNoticed() {
    for place in Self.bytes.indices {
      #expect(throws: CommandFailure.self, "first \(place)") {
        try read(Array(Self.bytes[..<place]))
      }
      var shorter = Self.bytes
      shorter.remove(at: place)
      #expect(throws: CommandFailure.self, "without \(place)") { try read(shorter) }
    }
  }

  /// Who makes the digest of the file anew cannot change a resource without changing its scope.
  @Test(arguments: [0x01, 0x02, 0x20, 0x80] as [UInt8])
  func noResourceChangesBehindTheDigestOfItsScope(mask: UInt8) {
    var accepted = 0
    for place in body.indices {
      var flipped = Array(body)
      flipped[place] ^= mask
      guard let found = try? read(sealed(flipped)) else { continue }
      accepted += 1
      #expect(found.rows.map(\.canonical) == Self.rows.map(\.canonical), "byte \(place)")
      #expect(found.scopes.mapValues(\.digest) == Self.snapshot.scopes.mapValues(\.digest))
    }
    // Revision, lineage, owners and places in files are in no digest of the store.
    #expect(mask != 0x01 || accepted > 0)
  }

  @Test func damageHasTheExitOfDamageAndAnotherFileThatOfWrongInput() throws {
    var flipped = Self.bytes
    flipped[Self.bytes.count / 2] ^= 1
    #expect(exit(flipped) == .damaged)
    #expect(exit(Array("apiVersion: mandate/v1\n".utf8)) == .wrongInput)
    #expect(exit([]) == .wrongInput)
  }

  private func exit(_ bytes: [UInt8]) -> ExitCode? {
    do throws(CommandFailure) {
      _ = try SnapshotFile(SourceFile(path: "r.json", bytes: bytes))
      return nil
    } catch {
      return error.exit
    }
  }
}
