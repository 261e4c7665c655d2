import AccessModel
import Rendering
import TestSupport

extension Samples {
  /// A project file's description, alike to the real one, which a room above has.
  static let project = ProjectDescription(
    documentation: "The project file of a manifest tree.",
    fields: [
      Field("environment", .choice(["prod", "sandbox", "uat"]), .required, "Where it applies."),
      Field("region", .text(.region), .required, "Region of the store."),
      Field("institution", .text(.name), .optional, "Default for `metadata.institution`."),
      Field("store", .text(.line(scalarsMax: 500)), .optional, "URL of the store."),
      Field("manifests", .list(of: .text(.line(scalarsMax: 500))), .optional, "Files or folders."),
      Field("guardrails", .object(guardrails), .optional, "What one apply may do at most."),
    ])

  private static let classes = FieldType.list(
    of: .choice(["widening", "funds", "admin", "unrestricted", "delete"]))

  private static let guardrails = ObjectShape([
    Field(
      "maxRemovals",
      .object(
        ObjectShape([
          Field("count", .integer(0...1_000_000), .optional, "Most removals."),
          Field("percent", .integer(0...100), .optional, "Largest share."),
        ])), .optional, "How much one apply may remove."),
    Field("maxNewlyExposedKeys", .integer(0...1_000_000), .optional, "How many may gain."),
    Field("protected", .list(of: .text(.identifier(bytesMax: 200))), .optional, "What stays."),
    Field("requireApproval", classes, .optional, "What needs a second person."),
    Field("requireReason", classes, .optional, "What should give a reason."),
    Field(
      "rules",
      .list(
        of: ObjectShape([
          Field("name", .text(.name), .required, "Its name."),
          Field("where", .text(.query), .required, "When it trips."),
          Field("outcome", .choice(["warn", "refuse"]), .required, "What happens."),
        ]), keyed: "name"), .optional, "Rules of one's own."),
  ])

  private static let key = "AAAAC3NzaC1lZDI1NTE5AAAAIL0123456789abcdefghijklmnopqrstuvwxyz+/A"

  /// For each form, texts that it accepts, chosen from its edges.
  static let formTexts: [(TextForm, [String])] = [
    (.line(scalarsMax: 20), ["x", "漢字 with Ω", String(repeating: "漢", count: 20), "a|b`c\\d"]),
    (.identifier(bytesMax: 10), ["!", "~~~~~~~~~~", "HK_STOCK", "a\"b"]),
    (.name, ["a", "a1", "a-b", "a" + String(repeating: "-b", count: 31)]),
    (.email, ["a@b.c", "O'Neil+x@a-b.example", "x_y.z@1.example", "a`b{c|d}@e.fg"]),
    (.legalEntityIdentifier, ["999900HARBOURCAPIT60"]),
    (.country, ["HK", "GB"]),
    (
      .instant,
      [
        "2026-12-01T09:00:00+08:00", "1970-01-01T00:00:00Z", "2026-12-01T09:00:00.000Z",
        "9999-12-31T23:59:59Z", "2024-02-29T00:00:00-11:30",
      ]
    ),
    (
      .duration,
      ["P10D", "PT24H", "P1DT2H", "P2W", "PT1H1S", "PT5M", "P0D", "P1DT0H0M0S", "P007D", "PT90S"]
    ),
    (.endpointID, ["a.b", "trade.order.place", "a_b.c_1.2", "a._"]),
    (.httpMethod, HTTPMethod.allCases.map(\.rawValue)),
    (
      .path, ["/", "/a/{id}/b", "(account events)", "/a;b=c,d/e:f@g", "/a(b)!$&'*+~", "//", "/%20"]
    ),
    (.region, ["hk", "1", "t212", "a-b"]),
    (.sha256, [String(repeating: "0a", count: 32)]),
    (
      .addressBlock,
      ["203.0.113.0/26", "203.0.113.9", "2001:DB8::/32", "::/0", "0.0.0.0/0", "2001:db8::1"]
    ),
    (.address, ["203.0.113.9", "2001:db8::1", "::", "2001:0DB8:0:0:0:0:0:1"]),
    (
      .signingKey,
      ["ssh-ed25519 \(key)", "ssh-rsa \(key) amy@host", "sk-ssh-ed25519@openssh.com \(key) é"]
    ),
    (
      .principal,
      ["TraderAuthorization/a/b", "BrokerApplication/a/b/c", "RetailClient/a-1/b"]
    ),
    (.query, ["kind = Desk", "class in (trade, funds) and not network=any", "labels.x ~ \"a*\""]),
  ]

  /// Texts near to these: a character dropped, doubled or put in.
  static func variations(of texts: [String]) -> [String] {
    var random = SeededRandom(seed: 7)
    let insertions: [Unicode.Scalar] = [
      "a", "Z", "0", "9", "-", ".", "/", ":", " ", "_", "@", "*", "é", "T", "+", "(", "{", "\"",
    ]
    return (0..<60).map { _ in
      var scalars = Array(random.pick(texts).unicodeScalars)
      let place = random.int(in: 0...scalars.count - 1)
      switch random.int(in: 0...2) {
      case 0: scalars.remove(at: place)
      case 1: scalars.insert(scalars[place], at: place)
      default: scalars.insert(random.pick(insertions), at: place)
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      return String(view)
    }
  }
}
