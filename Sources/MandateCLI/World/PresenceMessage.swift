import Diagnostics
import Lifecycle
import YAMLSyntax

/// What a verifier says on one line.
enum PresenceMessage: Equatable {
  /// A person must be asked for a code or a password.
  case ask(method: Text, prompt: Text)
  case passed(methods: [Text])
  case failed(reason: Text?)

  /// Reads one line of JSON; nil for whatever is not of the protocol.
  init?(_ line: [UInt8]) {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "verifier", bytes: line)
    guard line.first == UInt8(ascii: "{"), let tree = parseSyntax(file, into: &diagnostics),
      tree.documents.count == 1, tree.kind(tree.documents[0]) == .mapping
    else { return nil }
    var members: [String: NodeID] = [:]
    for (key, value) in tree.entries(tree.documents[0]) {
      members[tree.text(key).string] = value
    }
    func text(_ name: String) -> Text? {
      guard let node = members[name], tree.kind(node) == .scalar else { return nil }
      return tree.text(node)
    }
    switch (members.keys.sorted(), text("outcome")?.string) {
    case (["ask", "prompt"], nil):
      guard let method = text("ask"), KeyPresence.wanted.contains(method),
        let prompt = text("prompt"), prompt.count <= Self.promptBytesMax
      else { return nil }
      self = .ask(method: method, prompt: prompt)
    case (["methods", "outcome"], "passed"):
      guard let list = members["methods"], tree.kind(list) == .sequence else { return nil }
      let methods = tree.children(list).map { tree.kind($0) == .scalar ? tree.text($0) : .empty }
      guard methods.allSatisfy(KeyPresence.wanted.contains) else { return nil }
      self = .passed(methods: methods)
    case (["outcome"], "failed"): self = .failed(reason: nil)
    case (["outcome", "reason"], "failed"):
      guard let reason = text("reason"), reason.count <= Self.promptBytesMax else { return nil }
      self = .failed(reason: reason)
    default: return nil
    }
  }

  private static let promptBytesMax = 400
}
