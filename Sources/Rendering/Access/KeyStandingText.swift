package import AccessModel
import Diagnostics

/// Where a key stands at one instant, for people.
package enum KeyStandingText {
  /// Whether it is alive, by which secrets or why not, and what shows more.
  package static func page(_ key: KeyRecord, at now: Instant) -> StyledText {
    let cause = key.deadCause(at: now)
    var text = StyledText()
    text.append("its secret is ")
    text.append(cause == nil ? "alive" : "dead", cause == nil ? .good : .error)
    text.appendLine(" at \(now)\(cause.map { ": \(KeyWords.clause($0))" } ?? "")")
    for fact in KeyWords(key: key, now: now).facts.dropFirst() {
      text.appendLine("  \(fact.words)")
    }
    text.appendLine("Whether it opens anything, and what: mandate access explain \(key.id)")
    return text
  }
}
