import AccessModel
import Diagnostics
import Testing

/// A token of ours is seen wherever somebody has put it; a key id, which is public, is not taken for one.
struct TokenShapeTests {
  /// What people paste a token into; `~` is where it stands.
  static let surroundings = [
    "~", " ~ ", "key ~, please", "(~)", "'~'", "\"~\"", "~.", "~\n", "see: ~", "secret:~",
    "app-secret ~", #"{"key":"~"}"#, #"{"key": "~", "ip": "203.0.113.7"}"#,
    "https://api.broker.example/orders?key=~", "https://api.broker.example/~/orders",
    "https://api.broker.example/orders~token=~", "curl -H 'Authorization: Bearer ~'",
    "MANDATE_TOKEN=~", "x=~;y=2", "<~>", "[~]", "a,~,b", "bot@~", "%20~", "key_~", "key-~", "x~",
    "__~__", "2026-11-20 ~ was lost", "é~é", "~/~",
  ]

  @Test(arguments: surroundings)
  func aTokenIsFoundInWhateverStandsAroundIt(_ surrounding: String) {
    var drawn = DrawnTokens(seed: 409)
    for environment in Deployment.Environment.all {
      for _ in 0..<100 {
        let token = String(decoding: drawn.bytes(for: environment), as: UTF8.self)
        let text = surrounding.split(separator: "~", omittingEmptySubsequences: false)
          .joined(separator: token)
        let found = SecretShape.found(in: Text(text))
        // A phrase before it may be seen first: `secret: …` is a password of whatever form.
        #expect(found != nil, "\(environment) in \(surrounding)")
      }
    }
  }

  /// Cut by a line break, an editor or a hand: eight random characters are enough to be refused.
  @Test(arguments: 8...36)
  func aCutTokenIsFound(_ kept: Int) {
    var drawn = DrawnTokens(seed: 410)
    for environment in Deployment.Environment.all {
      let bytes = drawn.bytes(for: environment)
      let prefix = bytes.count - 36
      let text = Text(Array("lost ".utf8) + bytes.prefix(prefix + kept) + Array("...".utf8))
      #expect(SecretShape.found(in: text) == .projectToken)
    }
  }

  @Test func aRefusalDoesNotRepeatTheToken() {
    var drawn = DrawnTokens(seed: 411)
    let token = Text(drawn.bytes(for: .prod))
    let problem = refusal { () throws(FormatProblem) in try SecretShape.check(token) }
    #expect(problem?.code == .secretInText)
    let words = ([problem?.message ?? ""] + (problem?.help ?? [])).joined()
    #expect(!words.contains("mdt_") && words.contains("key secret"))
  }

  static let idSurroundings = [
    "~", "key ~ is old", "Key/~", "Key/harbour-capital/~", "Override/harbour-capital/Key.~", "(~)",
    "mandate revoke ~ --incident INC-1", #"{"keyId":"~"}"#, "~, ~",
    "https://api.broker.example/keys/~",
  ]

  @Test(arguments: idSurroundings)
  func aKeyIDIsNoSecret(_ surrounding: String) {
    var drawn = DrawnTokens(seed: 412)
    for _ in 0..<300 {
      let id = drawn.keyID().string
      let text = surrounding.split(separator: "~", omittingEmptySubsequences: false)
        .joined(separator: id)
      let found = SecretShape.found(in: Text(text))
      #expect(found == nil, "\(id) in \(surrounding)")
    }
  }
}
