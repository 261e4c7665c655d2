import AccessModel
import Diagnostics

/// The digest that approvals and apply bind to.
///
/// It covers what has an effect and leaves out what has none (revision, tool version, time, commit,
/// file, line), so that merging a pull request or another institution's apply voids no approval.
package enum PlanDigest {
  static func of(
    deployment: Deployment, owner: Text, author: Actor?, base: Plan.Base, changes: [Change],
    command: [Text]
  ) -> Digest {
    var message = Message()
    message.add("mandate plan 1")
    message.add(deployment.environment.rawValue)
    message.add(deployment.region)
    message.add(owner)
    message.add(author?.description ?? "")
    message.add(base.store ?? .empty)
    message.add("\(base.scopes.count)")
    for (scope, digest) in base.scopes {
      message.add(scope.name)
      digest.append(to: &message.bytes)
    }
    for change in changes {
      message.add(change.action.rawValue)
      message.add(change.address.text)
      (change.before?.digest ?? .zero).append(to: &message.bytes)
      (change.after?.digest ?? .zero).append(to: &message.bytes)
      if let owner = change.formerOwner { message.add(owner) }
    }
    if !command.isEmpty {
      message.add("command")
      for word in command { message.add(word) }
    }
    return Digest.of(message.bytes)
  }

  /// Bytes in which every part carries its length, so that no two lists of parts look alike.
  private struct Message {
    var bytes: [UInt8] = []

    mutating func add(_ text: Text) {
      bytes.append(contentsOf: "\(text.count):".utf8)
      bytes.append(contentsOf: text.bytes)
    }

    mutating func add(_ string: String) { add(Text(string)) }
  }
}
