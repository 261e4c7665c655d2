import AccessModel
import Diagnostics
import Lifecycle
import Testing

/// Mails that decisions owe.
struct MailTests {
  private func mail(_ step: LifeStep.Name) throws -> Mail? {
    Mail(
      "7", to: try Email(parsing: "ops@harbour.example"),
      on: LifeStep(
        number: 3, name: step, at: Times.nine, by: "staff:rev", note: "all in order", content: nil),
      of: People.trading)
  }

  @Test func onlyDecisionsOweOne() throws {
    for step in LifeStep.Name.allCases {
      #expect((try mail(step) != nil) == (step == .approve || step == .reject), "\(step)")
    }
    #expect(try mail(.approve)?.template == .approved)
    #expect(try mail(.reject)?.template == .rejected)
  }

  @Test func aTryIsCountedAndSaysWhatBecameOfIt() throws {
    let queued = try #require(try mail(.approve))
    #expect(queued.state == .queued && queued.attempts == 0 && queued.note == "all in order")
    let failed = queued.tried(at: Times.nine, problem: "no route")
    #expect(failed.state == .failed && failed.attempts == 1 && failed.problem == "no route")
    let sent = failed.tried(at: Times.ten, problem: nil)
    #expect(sent.state == .sent && sent.attempts == 2 && sent.problem == nil)
    #expect(sent.lastAttempt == Times.ten && sent.at == Times.nine)
    for mail in [queued, failed, sent] { #expect(Mail(mail.resource) == mail) }
  }

  @Test func idsCountUp() {
    #expect(Mail.nextID(after: []) == 1)
    #expect(Mail.nextID(after: ["2", "10", "9"]) == 11)
  }

  @Test func contentIsTheFieldsAndNotTheName() throws {
    func application(_ name: Text, _ purpose: Text, reason: Text? = nil) -> Resource {
      let made = People.make(
        Address(.tradingApplication, institution: "harbour", name: name),
        [TradingApplicationFields.purpose: .text(purpose)])
      return Resource(
        address: made.address, labels: [.init(key: "floor", value: "7")], reason: reason,
        spec: made.spec)
    }
    let digest = ApplicationContent.digest(of: application("a", "orders"))
    #expect(digest == ApplicationContent.digest(of: application("b", "orders", reason: "why")))
    #expect(digest != ApplicationContent.digest(of: application("a", "other orders")))
    #expect(digest.count == 64)
  }
}
