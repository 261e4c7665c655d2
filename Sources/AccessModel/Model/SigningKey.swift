package import Diagnostics

/// An OpenSSH public key as one line: type, base64 and perhaps a comment.
package struct SigningKey: Hashable, Sendable {
  package let text: Text

  /// The types that `ssh-keygen -Y` signs with; DSA and SHA-1 RSA names are left out.
  private static let types = [
    "ssh-ed25519", "sk-ssh-ed25519@openssh.com", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521", "sk-ecdsa-sha2-nistp256@openssh.com", "ssh-rsa",
  ]

  /// Throws `signing-key-malformed` for anything but a public key line.
  package init(parsing text: Text) throws(FormatProblem) {
    let parts = text.split(UInt8(ascii: " "))
    let isKey =
      (2...3).contains(parts.count) && Self.types.contains(parts[0].string)
      && parts[1].count >= 40 && parts[1].hasPrefix("AAAA")
      && parts[1].bytes.allSatisfy(Self.isBase64) && text.count <= 2_000
    guard isKey else {
      throw FormatProblem(
        .signingKeyMalformed, "this is not an OpenSSH public key",
        help: ["write the one line of the .pub file, such as `ssh-ed25519 AAAA... name`"])
    }
    self.text = text
  }

  /// What the base64 stands for, by which the key is told from any other; empty when it is no base64.
  package var blob: [UInt8] {
    Base64.decoded(text.split(UInt8(ascii: " "))[1]) ?? []
  }

  /// As `ssh-keygen -l` names the key.
  package var fingerprint: Text {
    let digits = Base64.encoded(Digest.of(blob).bytes).filter { $0 != UInt8(ascii: "=") }
    return Text(Array("SHA256:".utf8) + digits)
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"),
      UInt8(ascii: "="):
      true
    default: false
    }
  }
}
