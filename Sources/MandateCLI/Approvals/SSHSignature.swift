import AccessModel
import Diagnostics

/// A detached signature as `ssh-keygen -Y sign` writes it.
///
/// Source: PROTOCOL.sshsig of OpenSSH.
struct SSHSignature {
  /// The text between and with its two marker lines.
  let armor: Text
  /// The public key that made it, as the base64 of a key line stands for it.
  let publicKey: [UInt8]
  let namespace: Text

  private static let start = "-----BEGIN SSH SIGNATURE-----\n"
  private static let end = "-----END SSH SIGNATURE-----\n"
  private static let lineLength = 70

  /// Reads only the one way in which a signature is written; nil for anything else.
  init?(_ armor: Text) {
    let lines = armor.split(UInt8(ascii: "\n"))
    guard lines.count > 3,
      let blob = Base64.decoded(Text(lines[1..<lines.count - 2].flatMap(\.bytes))),
      Text(Self.armor(of: blob)) == armor
    else { return nil }
    var reader = SSHReader(bytes: blob[...])
    guard reader.take(Array("SSHSIG".utf8)), reader.take([0, 0, 0, 1]),
      let publicKey = reader.string(), let namespace = reader.string(), reader.string() != nil,
      reader.string() != nil, reader.string() != nil, reader.bytes.isEmpty
    else { return nil }
    self.armor = armor
    self.publicKey = publicKey
    self.namespace = Text(namespace)
  }

  private static func armor(of blob: [UInt8]) -> [UInt8] {
    var output = Array(start.utf8)
    var rest = Base64.encoded(blob)[...]
    while !rest.isEmpty {
      output += rest.prefix(lineLength)
      output.append(UInt8(ascii: "\n"))
      rest = rest.dropFirst(lineLength)
    }
    return output + Array(end.utf8)
  }
}

/// Takes the parts of an SSH message off its front.
///
/// Source: RFC 4251, section 5.
private struct SSHReader {
  var bytes: ArraySlice<UInt8>

  mutating func take(_ wanted: [UInt8]) -> Bool {
    guard bytes.starts(with: wanted) else { return false }
    bytes = bytes.dropFirst(wanted.count)
    return true
  }

  /// A string with its length before it; nil when there is not so much.
  mutating func string() -> [UInt8]? {
    guard bytes.count >= 4 else { return nil }
    let count = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    guard bytes.count - 4 >= count else { return nil }
    defer { bytes = bytes.dropFirst(4 + count) }
    return Array(bytes.dropFirst(4).prefix(count))
  }
}
