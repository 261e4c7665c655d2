import AccessModel

/// Sets of addresses for a comment: how many in words, blocks in code.
enum NetworkMarkdown {
  /// Such as "32 addresses `198.51.100.0/27`".
  static func words(_ blocks: [CIDR]) -> String {
    NetworkText(isFull: false).sentences(blocks)
      .map { $0.map { word($0.raw) }.joined(separator: " ") }
      .joined(separator: "; ")
  }

  /// WHY blocks in code: two colons of an address could make a picture of what stands between.
  private static func word(_ raw: String) -> String {
    guard raw.contains("/"), !raw.hasPrefix("/") else { return raw }
    return raw.hasSuffix(",")
      ? MarkdownText.code(String(raw.dropLast())) + "," : MarkdownText.code(raw)
  }
}
