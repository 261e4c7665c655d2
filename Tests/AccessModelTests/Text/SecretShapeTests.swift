import AccessModel
import Diagnostics
import Testing

/// The samples are broken by marks, so that scanners do not take this file for a leak.
struct SecretShapeTests {
  private static let hex32 = "9e107d9d372bb6826bd81d3542a419d6"
  private static let hex40 = "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12"
  private static let hex64 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  private static let base62 = "k3Jd8Qz0PvLw5TnXc7Ys2Rb9Hf4GmA1Ue6Wi"
  private static let sshKey =
    "AAAAC3NzaC1lZDI1NTE5AAAAIK0wmN/Cr3JXqmLW7u+g9pTh+wyqDHpSQEIQczXkVx9q"

  /// The mark `~` is taken out of a sample before it is tried.
  static let secrets: [(SecretShape, [String])] = [
    (.projectToken, ["mdt_prod_~\(base62)", "see mdt_uat_~k3Jd8Qz0", "mdt_~sandbox_\(base62)"]),
    (
      .vendorToken,
      [
        "ghp_~\(base62)", "github_pat_~11ABCDEFG0abcdefghijkl", "sk_live_~4eC39HqLyjWDarj",
        "use AKIA~IOSFODNN7EXAMPLE now", "xoxb-~123456789012-abcdef",
        "https://x.example/ghp_~\(base62)",
      ]
    ),
    (.privateKey, ["-----BEGIN OPENSSH ~PRIVATE KEY-----", "a -----BEGIN ~PRIVATE KEY-----"]),
    (
      .webToken,
      [
        "eyJhbGciOiJIUzI1NiJ9.~eyJzdWIiOiIxIn0.dBjftJeZ4CVP",
        "bearer eyJhbGciOiJIUzI1NiJ9.~eyJzdWIiOiIxIn0.",
      ]
    ),
    (
      .digest,
      [
        hex32, hex40, hex64, hex64 + hex64, hex64.uppercased(), "old key \(hex32)",
        "digest sha256:\(hex64) checked",
      ]
    ),
    (
      .passwordHash,
      [
        "$2b$12$~R9h/cIPz0gi.URNNX3kh2O", "$6$rounds=5000$~saltsalt$abc",
        "$argon2id$v=19$~m=65536", "{SSHA}~DkMTwBl+a/3DQTxCYEApdUtNXGgdUac3",
      ]
    ),
    (.urlPassword, ["postgresql://bob:~hunter2@db/host", "see https://bob:~x@wiki.example/a"]),
    (
      .password,
      [
        "password=~hunter2", "Passwd: ~letmein", "the SECRET=~abc in there", "otp=~x",
        "client_secret:~a1b2c3", "api key = ~abc", "pin: 4821", "token: \"~AK7QX2\"",
        "my password: ~s3cret!, yes",
      ]
    ),
    (
      .oneTimeCode,
      ["OTP ~482913", "the SMS code is ~482913", "verification code #~4829", "passcode ~48291"]
    ),
    (
      .randomText,
      [
        base62, "wJalrXUtnFEMI/K7MDENG~/bPxRfiCYEXAMPLEKEY9",
        "nThbg6kXUpJWGl7E1IGO~CspRomTxdCARLviKw6E5SY8", "JBSWY3DPEHPK3PXP~JBSWY3DPEHPK3PXP",
        "k3jd8qz0pvlw5tnx~c7ys2rb9hf4gma1u", "key \(base62)=",
      ]
    ),
  ]

  @Test(arguments: secrets)
  func whatLooksLikeASecretIsFound(_ shape: SecretShape, _ samples: [String]) {
    for sample in samples {
      let text = Text(sample.filter { $0 != "~" })
      #expect(SecretShape.found(in: text) == shape, "in \(sample)")
    }
  }

  @Test func everyShapeHasASample() {
    #expect(Set(Self.secrets.map(\.0)) == Set(SecretShape.allCases))
  }

  @Test(arguments: [
    "", "amy-lau", "harbour-capital", "trade.order.place", "t212.order.stop_limit.place",
    "HWUPKR0MPOU8FGXBT394", "amy.lau@harbour.example", "80012302", "00123", "482913", "V12-AB_9",
    "2026-11-20T17:00:00+08:00", "203.0.113.0/26", "2001:db8:85a3:8d3:1319:8a2e:370:7348/128",
    "DESK-77 joins equities", "/api/v0/equity/orders/stop_limit", "set:trading-trader",
    "/grpc.trade.event.EventService/Subscribe", "https://github.com/Org/Repo2/pull/1234/files",
    "reverts 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12 after review",
    "https://git.example/Harbour/Access/commit/2fd4e1c67a2d28fced849ee1bb76e7391b93eb12",
    "ssh-ed25519 " + sshKey + " amy@laptop", "ssh-ed25519 " + sshKey,
    "ecdsa-sha2-nistp256 " + sshKey, "123e4567-e89b-12d3-a456-426614174000", "commit 4f1c9e2",
    "error code 10061 on login", "class=trade and network=any", "resets the password every 90 days",
    "asks for an OTP at login", "password: reset after the leaver left", "secret: none",
    "token lifetime 15 days", "api-agreement@1", "pin 4821 to the board, row 12345678901",
    "password=${DB_PASSWORD}", "password: ***",
    "TradingApplication/harbour-capital/desks-of-the-seventh-floor", "US_STOCK_NORMAL",
    "COMMISSION_GROUP_1", "OrderServiceStreamMarketDataSubscriptionRequest",
    "a-very-long-name-with-many-words-and-7-numbers-2026-10-31-x",
    "postgresql://db.example/mandate",
    "a ratio of 3:4", "17:00 HKT", "12345678901234567890123456789012", "sqlite:.mandate/sandbox.db",
    "meet at https://x.example:8443/a@b", "ticket:SEC-118", "pins: 4", "shipping=4821", "{id}",
    "the fund's $6 fee", "hopping 1234 times", "-----BEGIN PUBLIC KEY-----",
  ])
  func ordinaryTextIsLeftAlone(_ text: String) {
    #expect(SecretShape.found(in: Text(text)) == nil)
  }

  @Test func theRefusalDoesNotRepeatTheText() throws {
    let text = "otp is 482913"
    let problem = refusal { () throws(FormatProblem) in try SecretShape.check(Text(text)) }
    #expect(problem?.code == .secretInText)
    #expect(problem?.message == "this looks like a one-time code, and manifests hold no secrets")
    #expect(problem?.help.contains { $0.contains("482913") } == false)
    try SecretShape.check("DESK-77 joins equities")
  }

  @Test func mostDrawnSecretsAreFound() {
    var generator = SeededGenerator(seed: 44)
    let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    var found = 0
    for _ in 0..<2_000 {
      let drawn = (0..<36).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
      if SecretShape.found(in: Text(drawn)) != nil { found += 1 }
    }
    #expect(found >= 1_980)
  }
}
