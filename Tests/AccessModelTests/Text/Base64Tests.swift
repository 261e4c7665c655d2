import AccessModel
import Diagnostics
import Testing

struct Base64Tests {
  /// Source: RFC 4648, section 10.
  private static let vectors: [(plain: String, encoded: Text)] = [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ]

  @Test func theVectorsOfTheStandardGoBothWays() {
    for (plain, encoded) in Self.vectors {
      #expect(Text(Base64.encoded(plain.utf8)) == encoded)
      #expect(Base64.decoded(encoded) == Array(plain.utf8))
    }
    let every = Array(0...UInt8.max)
    #expect(Base64.decoded(Text(Base64.encoded(every))) == every)
  }

  @Test func onlyTheCanonicalFormIsRead() {
    let others: [Text] = [
      "Z", "Zg", "Zg=", "Zh==", "Zm9=", "=Zg=", "Zg===", "Zm9v====", "Zm 9v", "Zm9v\n", "Zm9-",
      "Zm9_", "Zm9v=",
    ]
    for text in others { #expect(Base64.decoded(text) == nil, "\(text)") }
  }
}
