import AccessModel
import Diagnostics
import Plans

/// The keys that end for good, with the secrets that die.
struct EndedKeysText {
  let isFull: Bool

  /// So many are named; more are counted.
  private static let namedMax = 8

  func append(_ keys: [EndedKey], to text: inout StyledText) {
    guard !keys.isEmpty else { return }
    text.appendLine("Keys that end, for good (\(keys.count))", .strong)
    let shown = isFull ? keys.count : Self.namedMax
    for key in keys.prefix(shown) {
      text.append("  ")
      text.append("- ", .loss)
      text.append("\(key.id)  ")
      var filler = LineFiller(indent: 6, column: 6 + TerminalText.width(of: key.id.string))
      filler.append(
        .words(key.principal.description).ended(with: ":")
          + .words("\(Self.words(key.cause)), \(key.name) of \(key.user),")
          + Self.secrets(of: key), to: &text)
      text.endLine()
    }
    appendRest(keys.dropFirst(shown), to: &text)
    text.appendLine()
  }

  private func appendRest(_ keys: some Sequence<EndedKey>, to text: inout StyledText) {
    let keys = Array(keys)
    guard !keys.isEmpty else { return }
    let secrets = keys.reduce(0) { $0 + $1.secrets.count }
    text.appendLine(
      "  ... and \(keys.count) more with \(Self.count(secrets)) (--full lists them)", .faint)
  }

  static func words(_ cause: KeyRecord.Ending.Cause) -> String {
    switch cause {
    case .withdrawal: "withdrawn"
    case .revoke: "revoked"
    case .delete: "deleted"
    case .reset: "reset"
    }
  }

  /// Such as `1 live secret, one more in its tail until 2026-11-27 03:10Z`.
  static func secrets(of key: EndedKey) -> [LineFiller.Piece] {
    let tails = key.secrets.compactMap(\.until)
    let current = key.secrets.count - tails.count
    var words = tails.isEmpty || current > 0 ? count(current) : ""
    for tail in tails {
      words += words.isEmpty ? "1 live secret" : ", one more"
      words += " in its tail until \(tail.shortText)"
    }
    return .words(words)
  }

  private static func count(_ secrets: Int) -> String {
    switch secrets {
    case 0: "no live secret"
    case 1: "1 live secret"
    default: "\(secrets) live secrets"
    }
  }
}
