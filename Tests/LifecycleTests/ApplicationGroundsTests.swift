import AccessModel
import Diagnostics
import Lifecycle
import Testing

/// What a step needs beside its turn, and who may take it.
struct ApplicationGroundsTests {
  private func code(
    _ life: ApplicationLife, _ step: LifeStep.Name, by actor: String? = nil,
    beside: [Resource] = [], on grounds: LifeGrounds
  ) -> String? {
    let person =
      actor.map { People.person($0, beside: beside) } ?? Lives.rightful(step, life.form)
    do throws(LifeProblem) {
      _ = try life.taking(Lives.move(step), by: person, at: Times.ten, on: grounds)
      return nil
    } catch {
      return error.code.name
    }
  }

  private let draft = Lives.life(.trading, at: .init(state: .draft, amendment: nil))
  private let reviewed = Lives.life(.broker, at: .init(state: .underReview, amendment: nil))

  @Test func submittingNeedsAnActiveAccount() {
    for form in ApplicationForm.allCases {
      let life = Lives.life(form, at: .init(state: .rejected, amendment: nil))
      let without = Lives.grounds { $0.hasActiveAccount = false }
      #expect(code(life, .submit, on: without) == "application-not-ready", "\(form)")
      #expect(code(life, .submit, on: Lives.grounds()) == nil, "\(form)")
    }
  }

  @Test func inProdSubmittingNeedsAWholeLicenceOfTheInstitution() {
    func grounds(_ isProduction: Bool) -> LifeGrounds {
      Lives.grounds(isProduction: isProduction) { $0.missingLicenceParts = ["number"] }
    }
    #expect(code(draft, .submit, on: grounds(true)) == "application-not-ready")
    #expect(code(draft, .submit, on: grounds(false)) == nil)
    let retail = Lives.life(.retail, at: .init(state: .draft, amendment: nil))
    #expect(code(retail, .submit, on: grounds(true)) == nil)
  }

  @Test func anApprovalCoversWhatWasSubmitted() {
    let changed = Lives.grounds { $0.content = Lives.other }
    #expect(code(reviewed, .approve, on: changed) == "application-changed")
    #expect(code(reviewed, .reject, on: changed) == nil)
    #expect(code(reviewed, .approve, on: Lives.grounds()) == nil)
  }

  @Test func approvingABrokerApplicationNeedsAnActiveAPIUser() {
    let without = Lives.grounds { $0.hasActiveAPIUser = false }
    #expect(code(reviewed, .approve, on: without) == "application-not-ready")
    let trading = Lives.life(.trading, at: .init(state: .underReview, amendment: nil))
    #expect(code(trading, .approve, on: without) == nil)
  }

  @Test(
    arguments: [
      ([], "review assess"), ([.assess], "review qualify"), ([.assess, .qualify], "review test"),
      ([.assess, .test], "review qualify"),
    ] as [([LifeStep.Name], String)])
  func prodNamesTheStepThatIsMissing(steps: [LifeStep.Name], command: String) throws {
    for place in [Lives.Place(state: .underReview, amendment: nil)] {
      let life = Lives.life(.broker, at: place, after: steps)
      let problem = try #require(throws: LifeProblem.self) {
        try life.taking(
          .approve, by: Lives.rightful(.approve, .broker), at: Times.ten,
          on: Lives.grounds(isProduction: true))
      }
      #expect(problem.code.name == "application-step-missing" && problem.sort == .illegal)
      #expect(problem.help.contains { $0.contains("mandate \(command) \(life.subject)") })
      #expect(code(life, .approve, on: Lives.grounds()) == nil, "sandbox may skip them")
    }
  }

  @Test func inProdASubmissionNamesTheFirstStepBeforeIt() throws {
    let commands = [
      (ApplicationState.enquiry, "assess"), (.assessed, "qualify"), (.qualified, "test"),
    ]
    for (state, word) in commands {
      let life = Lives.life(.broker, at: .init(state: state, amendment: nil), after: [])
      let problem = try #require(throws: LifeProblem.self) {
        try life.taking(
          .submit, by: Lives.rightful(.submit, .broker), at: Times.ten,
          on: Lives.grounds(isProduction: true))
      }
      #expect(problem.code.name == "application-step-missing")
      #expect(problem.help.contains { $0.contains("mandate review \(word) ") })
    }
  }

  // MARK: Who

  /// By step and form, everybody of `People.actors` who may; nobody else may.
  private static func mayTake(_ step: LifeStep.Name, _ form: ApplicationForm) -> Set<String> {
    switch step {
    case .submit:
      form == .retail ? ["retail:gwen"] : ["admin:harbour/amy", "admin:harbour/max"]
    case .enquiry, .materials, .assess, .test: ["staff:rev", "staff:ops"]
    case .qualify: ["staff:com"]
    case .start, .approve, .reject: ["staff:rev"]
    }
  }

  /// A place at which a step of a form is due.
  private static func due(_ step: LifeStep.Name, _ form: ApplicationForm) -> ApplicationState? {
    switch step {
    case .enquiry, .materials: form.firstState
    case .assess: form == .broker ? .enquiry : nil
    case .qualify: form == .broker ? .assessed : nil
    case .test: form == .broker ? .qualified : nil
    case .submit: form.firstState
    case .start: .submitted
    case .approve, .reject: .underReview
    }
  }

  @Test(arguments: ApplicationForm.allCases)
  func everyStepIsForThoseOfTheTableAlone(form: ApplicationForm) {
    for step in LifeStep.Name.allCases {
      guard let state = Self.due(step, form) else { continue }
      let life = Lives.life(form, at: .init(state: state, amendment: nil))
      for actor in People.actors {
        let found = code(life, step, by: actor, on: Lives.grounds())
        let wanted: String? =
          if Self.mayTake(step, form).contains(actor) {
            nil
          } else {
            step == .submit ? "applicant-only" : "staff-role"
          }
        #expect(found == wanted, "\(step) of \(form) by \(actor)")
      }
    }
  }

  @Test func outsideProdAStoreWithoutStaffTakesAnyStaff() {
    let life = Lives.life(.trading, at: .init(state: .submitted, amendment: nil))
    func starts(_ environment: Deployment.Environment, knowsStaff: Bool) -> Bool {
      let person = People.person("staff:anybody", in: environment, knowsStaff: knowsStaff)
      return (try? life.taking(.start, by: person, at: Times.ten, on: Lives.grounds())) != nil
    }
    #expect(starts(.sandbox, knowsStaff: false))
    #expect(starts(.uat, knowsStaff: false))
    #expect(!starts(.prod, knowsStaff: false))
    #expect(!starts(.sandbox, knowsStaff: true))
  }

  @Test func whoIsSuspendedSubmitsNothing() {
    let user = Address(.portalUser, institution: "harbour", name: "amy")
    let stop = People.stop(user, by: "staff:sec").resource
    let stops = [stop].compactMap(\.self)
    #expect(
      code(draft, .submit, by: "admin:harbour/amy", beside: stops, on: Lives.grounds())
        == "applicant-only")
    #expect(
      code(draft, .submit, by: "admin:harbour/max", beside: stops, on: Lives.grounds()) == nil)
  }

  @Test func nobodyDecidesOnTheirOwnSubmissionWhicheverHatTheyWear() {
    let same = Lives.grounds { $0.submitterEmail = "rev@broker.example" }
    let other = Lives.grounds { $0.submitterEmail = "amy@harbour.example" }
    for (state, step) in [
      (ApplicationState.submitted, LifeStep.Name.start), (.underReview, .approve),
      (.underReview, .reject),
    ] {
      let life = Lives.life(.trading, at: .init(state: state, amendment: nil))
      #expect(code(life, step, by: "staff:rev", on: same) == "reviewer-is-submitter")
      #expect(code(life, step, by: "staff:rev", on: other) == nil)
    }
  }

  @Test func aWrongMoveIsSaidBeforeAMissingRight() {
    #expect(
      code(draft, .approve, by: "retail:hugo", on: Lives.grounds()) == "application-step-order")
    let changed = Lives.grounds { $0.content = Lives.other }
    #expect(code(reviewed, .approve, by: "staff:com", on: changed) == "application-changed")
  }

  // MARK: What is told of a life

  @Test func onlyTheSameWordsAfterARejectionRepeatIt() {
    let rejected = Lives.life(.trading, at: .init(state: .rejected, amendment: nil))
    #expect(rejected.repeatsRejection(Lives.content))
    #expect(!rejected.repeatsRejection(Lives.other))
    #expect(!draft.repeatsRejection(Lives.content))
    let amended = Lives.life(.trading, at: .init(state: .approved, amendment: .rejected))
    #expect(amended.repeatsRejection(Lives.content))
  }

  @Test func stepsKeepWhatWasSaid() throws {
    let life = Lives.life(.broker, at: .init(state: .qualified, amendment: nil))
    let tested = try life.taking(
      .test(evidence: "report 9", sandboxApplication: "trial"), by: People.person("staff:ops"),
      at: Times.ten, reason: "not this", on: Lives.grounds())
    #expect(tested.steps.last?.note == "report 9; sandbox application trial")
    let rejected = try reviewed.taking(
      .reject, by: People.person("staff:rev"), at: Times.ten, reason: "no purpose",
      on: Lives.grounds())
    #expect(rejected.steps.last?.note == "no purpose")
    #expect(rejected.steps.last?.by == "staff:rev" && rejected.since == Times.ten)
    #expect(rejected.attempts == 1 && rejected.submitter == "admin:harbour/amy")
  }
}
