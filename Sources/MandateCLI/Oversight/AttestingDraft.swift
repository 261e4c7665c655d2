import AccessModel
import Diagnostics
import Lifecycle
import Plans

/// Turns a filled-in list into attestations, or says of every line why it cannot.
struct AttestingDraft {
  private let register: RecordRegister
  private let view: AccessView
  private let person: ActingPerson
  /// The only institution that is reviewed; nil for all.
  private let institution: Text?
  private(set) var draft = RecordDraft()
  /// The principals whose access is to go, in the order of the file.
  private(set) var removals: [PrincipalAddress] = []
  private var problems: [Diagnostic] = []
  private var forbidden: [Prohibition] = []
  private var seen: Set<PrincipalAddress> = []

  /// Throws everything that stands in the way of any line.
  init(
    _ file: ReviewedFile, _ register: RecordRegister, by person: ActingPerson, institution: Text?
  ) throws(CommandFailure) {
    self.register = register
    view = register.makeView()
    self.person = person
    self.institution = institution
    for line in file.lines {
      do throws(Fault) { try take(line) } catch { note(error, line) }
    }
    guard problems.isEmpty else { throw .diagnostics(problems) }
    guard forbidden.isEmpty else { throw .prohibited(forbidden) }
  }

  private enum Fault: Error {
    case wrong(DiagnosticCode, String, help: [String])
    case forbidden(LifeProblem)
  }

  private mutating func note(_ fault: Fault, _ line: ReviewedFile.Line) {
    switch fault {
    case .wrong(let code, let message, let help):
      problems.append(Diagnostic(.error, code, message, at: line.range, help: help))
    case .forbidden(let problem):
      forbidden.append(
        Prohibition(rule: problem.code.name, message: problem.message, help: problem.help))
    }
  }

  private mutating func take(_ line: ReviewedFile.Line) throws(Fault) {
    let principal = try principal(of: line)
    guard let facts = view.facts(of: principal) else {
      throw .wrong(
        .reviewStale, "there is no principal `\(line.principal)` any more",
        help: ["make a new list: its access ended with it"])
    }
    do throws(LifeProblem) { try person.requireRightToAttest(principal, of: facts.user) } catch {
      throw .forbidden(error)
    }
    let decision = try decision(of: line), text = try note(of: line)
    let digest = AccessDigest.of(
      view.access(of: principal), principal, user: facts.user, in: view)
    guard Digest(line.access) == digest else {
      throw .wrong(
        .reviewStale, "the access of \(principal) is not what was reviewed",
        help: ["make a new list, and look at this line again"])
    }
    let record = AttestationRecord(
      principal: principal, decision: decision, at: register.now,
      by: Text(person.actor.description), access: digest, note: text)
    draft.add(register.change(at: record.resource.address, to: record.resource))
    if decision == .remove { removals.append(principal) }
    draft.scopes.insert(
      principal.institution.isEmpty ? .global : .institution(principal.institution))
  }

  private mutating func principal(
    of line: ReviewedFile.Line
  ) throws(Fault) -> PrincipalAddress {
    let principal: PrincipalAddress
    do throws(FormatProblem) { principal = try PrincipalAddress(parsing: line.principal) } catch {
      throw .wrong(.reviewMalformed, error.message, help: error.help)
    }
    if let institution, principal.institution != institution {
      throw .wrong(
        .reviewMalformed, "`\(line.principal)` is not of \(institution)",
        help: ["name its institution with --institution, or review all with --all"])
    }
    guard seen.insert(principal).inserted else {
      throw .wrong(
        .reviewMalformed, "`\(line.principal)` is decided twice", help: ["keep one of the lines"])
    }
    return principal
  }

  private func decision(
    of line: ReviewedFile.Line
  ) throws(Fault) -> AttestationRecord.Decision {
    guard let decision = AttestationRecord.Decision(rawValue: line.decision.string) else {
      throw .wrong(
        .reviewMalformed, "there is no decision `\(line.decision)`",
        help: ["write keep or remove, or leave it empty to decide later"])
    }
    return decision
  }

  private func note(of line: ReviewedFile.Line) throws(Fault) -> Text? {
    guard let note = line.note else { return nil }
    do throws(FormatProblem) {
      try SecretShape.check(note)
      return try FreeText(parsing: note).text
    } catch {
      throw .wrong(.reviewMalformed, "the note: \(error.message)", help: error.help)
    }
  }

  /// What was decided, and what is left to do: a decision changes no access.
  var lines: [String] {
    ["\(seen.count - removals.count) to keep, \(removals.count) to remove"]
      + removals.map { "\(place(of: $0))\(Self.removal(of: $0))" }
  }

  private func place(of principal: PrincipalAddress) -> String {
    let row = register.snapshot.rows.first { $0.address == principal.resource }
    return row?.source.map { "\($0.file):\($0.line): " } ?? ""
  }

  private static func removal(of principal: PrincipalAddress) -> String {
    switch principal.form {
    case .trader: "delete \(principal), or set its state to withdrawn"
    case .apiUser(_, _, let user): "take \(user) off apiUsers of \(principal.resource)"
    case .retailKey: "the client deletes \(principal), or staff revoke it"
    }
  }
}
