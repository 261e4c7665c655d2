import Foundation
import MandateCLI
import TestSupport
import Testing

/// Approvals by a real `ssh-keygen`, turned byte by byte (reliability, T52 to T54).
struct ApprovalForgeryTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func keygen(_ words: [String], input: [UInt8] = []) throws -> [UInt8] {
    let result = try runProcess(
      "ssh-keygen", words, input: input, directory: folder.path)
    try #require(result.exitCode == 0, "\(result.errors)")
    return Array(result.output.utf8)
  }

  /// Makes a key and gives its public line.
  private func makeKey(_ name: String, _ type: String) throws -> String {
    _ = try keygen(["-q", "-t", type, "-N", "", "-C", name, "-f", name])
    return String(try folder.text(of: "\(name).pub").dropLast())
  }

  private static let statement = """
    mandate approval 1
    plan sha256:\(String(repeating: "0a", count: 32))
    environment prod/hk
    store 0123456789abcdef
    approver staff:ivy-chan
    approves widening of class trade; another staff member with role operations
    expires 2026-11-23T09:00:00Z

    """

  private func approval(
    of statement: String = statement, by name: String, namespace: String = "mandate-approval"
  ) throws -> [UInt8] {
    let message = Array(statement.utf8)
    return message
      + (try keygen(["-q", "-Y", "sign", "-n", namespace, "-f", name], input: message))
  }

  @Test(arguments: ["ed25519", "ecdsa"])
  func everyTurnedByteOfAnApprovalIsRefused(type: String) throws {
    let key = try makeKey("ivy", type)
    let approval = try approval(by: "ivy")
    try #require(ApprovalTrial.isGenuine(approval, key: key))
    for index in approval.indices {
      var forged = approval
      forged[index] ^= 1 << UInt8(index % 8)
      #expect(!ApprovalTrial.isGenuine(forged, key: key), "byte \(index)")
      #expect(!ApprovalTrial.isGenuine(Array(approval[..<index]), key: key), "cut at \(index)")
    }
    #expect(!ApprovalTrial.isGenuine(approval + approval, key: key))
    #expect(!ApprovalTrial.isGenuine(approval + [0x0A], key: key))
  }

  @Test func anotherKeyAnotherPurposeOrAnotherStatementIsRefused() throws {
    let key = try makeKey("ivy", "ed25519")
    let other = try makeKey("eve", "ed25519")
    #expect(try !ApprovalTrial.isGenuine(approval(by: "eve"), key: key))
    #expect(try ApprovalTrial.isGenuine(approval(by: "eve"), key: other))
    #expect(try !ApprovalTrial.isGenuine(approval(by: "ivy", namespace: "file"), key: key))
    // A genuine signature under a statement that it is not over.
    let text = String(decoding: try approval(by: "ivy"), as: UTF8.self)
    for (part, wanted) in [
      ("staff:ivy-chan", "staff:kofi-lam"), ("class trade", "class funds"),
      ("prod/hk", "prod/us"), ("2026-11-23", "2029-11-23"), ("0a0a", "0a0b"),
    ] {
      let forged = text.replacingOccurrences(of: part, with: wanted)
      #expect(forged != text)
      #expect(!ApprovalTrial.isGenuine(Array(forged.utf8), key: key), "\(wanted)")
    }
    // Only statements that mandate writes are signed to any effect.
    let loose = Self.statement.replacingOccurrences(of: "\nstore", with: "\nnote x\nstore")
    #expect(try !ApprovalTrial.isGenuine(approval(of: loose, by: "ivy"), key: key))
  }

  @Test func whatHoldsTheFilesOfACheckIsGoneAfterwards() throws {
    let key = try makeKey("ivy", "ed25519")
    let approval = try approval(by: "ivy")
    let variables = ["TMPDIR": folder.path]
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(ApprovalTrial.isGenuine(approval, key: key, variables: variables))
    #expect(
      !ApprovalTrial.isGenuine(approval, key: key, variables: ["TMPDIR": folder.path + "/none"]))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == before)
  }
}
