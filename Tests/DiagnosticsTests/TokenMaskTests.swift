import Diagnostics
import Testing

@Suite struct TokenMaskTests {
  private static let token = "mdt_prod_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

  @Test(arguments: [
    ("there is no key `\(token)` here", "there is no key `mdt_prod_...` here"),
    ("x\(token)", "xmdt_prod_..."),
    ("\(token) \(token)", "mdt_prod_... mdt_prod_..."),
    ("mdt_mdt_uat_12345678", "mdt_mdt_uat_..."),
    ("mdt_sandbox_1234567", "mdt_sandbox_1234567"),
    ("mdt_test_12345678", "mdt_test_12345678"),
    ("mdt_prod_", "mdt_prod_"), ("", ""), ("größe", "größe"),
  ])
  func whatFollowsTheBeginningOfATokenIsHidden(_ text: String, _ shown: String) {
    #expect(TokenMask.masked(text) == shown)
  }

  @Test func aDiagnosticQuotesNoToken() {
    let code = DiagnosticCode("some-code", "A code.", "Words.")
    let diagnostic = Diagnostic(
      .error, code, "`\(Self.token)` is no country", at: nil, help: ["not \(Self.token)"])
    #expect(diagnostic.message == "`mdt_prod_...` is no country")
    #expect(diagnostic.help == ["not mdt_prod_..."])
  }
}
