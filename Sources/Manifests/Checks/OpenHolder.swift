import AccessModel
import Diagnostics

/// A desk, authorization or application that no address list bounds, and what is said of it.
struct OpenHolder {
  let address: Address
  let site: Site
  let openness: NetworkReach.Openness
  /// Who holds which rows by it.
  let shares: [(principals: [Text], rows: EndpointSet)]

  /// What the policy says of one class that the holder gives.
  struct ClassVerdict {
    let riskClass: EndpointTable.RiskClass
    let rows: EndpointSet
    let verdict: InstitutionPolicies.Verdict

    var rule: String { "unrestricted.\(riskClass.name)" }
  }

  var isUnstated: Bool { if case .unstated = openness { true } else { false } }

  var holdsAnything: Bool { shares.contains { !$0.rows.isEmpty } }

  /// Everybody who holds anything by it.
  var principals: [Text] {
    shares.filter { !$0.rows.isEmpty }.reduce(into: []) { all, share in
      all += share.principals.filter { !all.contains($0) }
    }
  }

  /// One finding for each severity and for those whom it is about.
  ///
  /// That no list is named goes without saying where a class that is held so is reported as loudly.
  func findings(
    _ verdicts: [ClassVerdict], unstated: InstitutionPolicies.Verdict?, in table: EndpointTable
  ) -> [Finding] {
    var unstated = unstated
    var left = verdicts
    var findings: [Finding] = []
    while let first = left.first {
      let group = left.filter {
        $0.verdict.asked == first.verdict.asked
          && $0.verdict.principals == first.verdict.principals
      }
      left.removeAll { verdict in group.contains { $0.riskClass == verdict.riskClass } }
      let isSaid = unstated.map { isCovered($0, by: first.verdict) } ?? false
      findings.append(finding(group, alsoUnstated: isSaid ? unstated : nil, in: table))
      if isSaid { unstated = nil }
    }
    if let unstated { findings.append(finding(unstated)) }
    return findings
  }

  private func isCovered(
    _ unstated: InstitutionPolicies.Verdict, by other: InstitutionPolicies.Verdict
  ) -> Bool {
    unstated.asked <= other.asked
      && unstated.principals.allSatisfy(other.principals.contains)
  }

  private func finding(
    _ group: [ClassVerdict], alsoUnstated unstated: InstitutionPolicies.Verdict?,
    in table: EndpointTable
  ) -> Finding {
    let verdict = group[0].verdict
    let names = group.map(\.riskClass.name)
    let classes = (names.count == 1 ? "class " : "classes ") + Self.list(names)
    let rows = group.dropFirst().reduce(group[0].rows) { $0.union($1.rows) }
    var rules = group.map { (field: $0.rule, severity: $0.verdict.asked) }
    let fields = Self.list(rules.map { "`\($0.field)`" })
    if let unstated { rules.append((field: "unstatedNetworks", severity: unstated.asked)) }
    let who = subject(verdict.principals)
    return Finding(
      verdict.severity, .networksUnrestricted,
      "\(who.words) \(who.verb(or: "gives")) \(classes) without any address restriction: "
        + EndpointWords.list(rows, in: table), at: site,
      breach: PolicyBreach(rules, by: address, principals: verdict.principals),
      help: [
        why,
        "name a list of the addresses that callers have in ipWhitelists; an exception of the key "
          + "policy lifts \(fields) until a date",
      ])
  }

  private func finding(_ unstated: InstitutionPolicies.Verdict) -> Finding {
    let who = subject(unstated.principals)
    let rule = (field: "unstatedNetworks", severity: unstated.asked)
    return Finding(
      unstated.severity, .networksUnstated,
      "no address list is named for \(who.words), here or institution-wide", at: site,
      breach: PolicyBreach([rule], by: address, principals: unstated.principals),
      help: [
        "name one in ipWhitelists; a list with `mode: unrestricted` says in so many words that "
          + "every address is meant"
      ])
  }

  private var why: String {
    switch openness {
    case .unstated: "no address list is named, here or institution-wide"
    case .stated(let why): why
    }
  }

  // MARK: Words

  private struct Subject {
    let words: String
    /// Nil when nobody holds it yet.
    let count: Int?

    /// `holds` for one, `hold` for several, another word where nobody holds it yet.
    func verb(or other: String) -> String {
      count.map { $0 == 1 ? "holds" : "hold" } ?? other
    }
  }

  private func subject(_ meant: [Text]) -> Subject {
    let all = principals
    switch address.kind {
    case .traderAuthorization: return Subject(words: address.text, count: 1)
    case .brokerApplication:
      let users = meant.map { "`\(Self.lastName(of: $0))`" }
      let noun = users.count == 1 ? "API user" : "API users"
      return Subject(words: "\(noun) \(Self.few(users)) of \(address)", count: users.count)
    default:
      guard !all.isEmpty else { return Subject(words: address.text, count: nil) }
      let names = Self.few(meant.map { "`\(Self.lastName(of: $0))`" })
      if meant.count < all.count {
        return Subject(
          words: "\(meant.count) of the \(all.count) traders of \(address) (\(names))",
          count: meant.count)
      }
      let noun = all.count == 1 ? "the trader \(names)" : "the \(all.count) traders"
      return Subject(words: "\(noun) of \(address)", count: all.count)
    }
  }

  private static func lastName(of principal: Text) -> Text {
    principal.split(UInt8(ascii: "/")).last ?? principal
  }

  /// The first three, and how many more there are.
  private static func few(_ words: [String]) -> String {
    let shown = words.prefix(3).joined(separator: ", ")
    return words.count > 3 ? "\(shown) and \(words.count - 3) more" : shown
  }

  private static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}
