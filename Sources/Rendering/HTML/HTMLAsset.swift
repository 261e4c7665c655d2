import AccessModel
import Diagnostics

/// A style sheet or script of ours, the same in every page, allowed by its hash alone.
package struct HTMLAsset: Sendable {
  let element: StaticString
  let bytes: [UInt8]

  /// The elements whose text is no text to a reader of HTML.
  static let elements: Set<String> = ["style", "script"]

  /// INVARIANT: `text` holds no `</` and `<!--`, which would end it or change how it is read.
  private init(_ element: StaticString, _ text: StaticString) {
    self.element = element
    bytes = Array("\(text)".utf8)
  }

  /// What a Content-Security-Policy allows it by.
  ///
  /// Source: CSP Level 3, section 2.3.1, hash-source.
  package var source: String {
    let digest = Digest.of(bytes).bytes
    return "'sha256-\(String(decoding: Base64.encoded(digest), as: UTF8.self))'"
  }

  static func style(_ text: StaticString) -> HTMLAsset { HTMLAsset("style", text) }

  static func script(_ text: StaticString) -> HTMLAsset { HTMLAsset("script", text) }
}
