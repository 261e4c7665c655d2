import AccessModel
import Diagnostics

/// Builds one JSON value by appending; commas and escapes take care of themselves.
struct JSONBuilder {
  private(set) var bytes: [UInt8] = []
  /// Whether the next member or element needs a comma before it, by nesting.
  private var needsComma: [Bool] = [false]
  /// How many of the outer levels are spread over lines.
  private let spreadLevels: Int

  init(spreadLevels: Int = 0) { self.spreadLevels = spreadLevels }

  mutating func object(_ key: String? = nil, _ body: (inout JSONBuilder) -> Void) {
    nested(key, "{", "}", body)
  }

  mutating func array(_ key: String? = nil, _ body: (inout JSONBuilder) -> Void) {
    nested(key, "[", "]", body)
  }

  mutating func string(_ key: String? = nil, _ value: String?) {
    begin(key)
    guard let value else { return append("null") }
    JSONText.append(value, to: &bytes)
  }

  mutating func text(_ key: String? = nil, _ value: Text?) {
    begin(key)
    guard let value else { return append("null") }
    JSONText.append(value, to: &bytes)
  }

  mutating func number(_ key: String? = nil, _ value: Int?) {
    begin(key)
    append(value.map(String.init) ?? "null")
  }

  mutating func boolean(_ key: String? = nil, _ value: Bool) {
    begin(key)
    append(value ? "true" : "false")
  }

  /// A value that is JSON already.
  mutating func raw(_ key: String? = nil, _ write: (inout [UInt8]) -> Void) {
    begin(key)
    write(&bytes)
  }

  private mutating func nested(
    _ key: String?, _ open: String, _ close: String, _ body: (inout JSONBuilder) -> Void
  ) {
    begin(key)
    append(open)
    needsComma.append(false)
    body(&self)
    let hadMembers = needsComma.removeLast()
    if hadMembers, needsComma.count <= spreadLevels { newLine(needsComma.count - 1) }
    append(close)
  }

  private mutating func begin(_ key: String?) {
    if needsComma[needsComma.count - 1] { append(",") }
    needsComma[needsComma.count - 1] = true
    let level = needsComma.count - 1
    if level > 0, level <= spreadLevels { newLine(level) }
    guard let key else { return }
    JSONText.append(key, to: &bytes)
    append(level <= spreadLevels ? ": " : ":")
  }

  private mutating func newLine(_ level: Int) {
    append("\n")
    for _ in 0..<level { append("  ") }
  }

  private mutating func append(_ string: String) { bytes.append(contentsOf: string.utf8) }
}
