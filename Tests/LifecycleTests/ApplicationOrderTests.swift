import AccessModel
import Diagnostics
import Lifecycle
import TestSupport
import Testing

/// The table of model, section 3, held against every place, step, form and environment.
struct ApplicationOrderTests {
  /// `FORMS ENVIRONMENTS FROM STEP TO`, one move a line; what no line allows is refused.
  ///
  /// t trading, r retail, b broker; p prod, s sandbox. Written from the model, not from the code.
  private static let table = """
    tr ps draft submit submitted
    b ps enquiry assess assessed
    b ps assessed assess assessed
    b ps qualified assess assessed
    b ps tested assess assessed
    b ps assessed qualify qualified
    b ps qualified test tested
    b s enquiry submit submitted
    b s assessed submit submitted
    b s qualified submit submitted
    b ps tested submit submitted
    trb ps submitted start under-review
    trb ps under-review approve approved
    trb ps under-review reject rejected
    trb ps rejected submit submitted
    trb ps approved submit approved+submitted
    trb ps approved+submitted start approved+under-review
    trb ps approved+under-review approve approved
    trb ps approved+under-review reject approved+rejected
    trb ps approved+rejected submit approved+submitted
    b ps approved assess approved
    b ps approved qualify approved
    b ps approved test approved
    b ps rejected assess rejected
    b ps rejected qualify rejected
    b ps rejected test rejected
    b ps approved+rejected assess approved+rejected
    b ps approved+rejected qualify approved+rejected
    b ps approved+rejected test approved+rejected
    """

  private static func expected(
    _ form: Character, _ environment: Character, _ place: Lives.Place, _ step: LifeStep.Name
  ) -> String? {
    if step == .enquiry || step == .materials { return place.description }
    for line in table.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words[0].contains(form), words[1].contains(environment),
        words[2] == place.description, words[3] == step.rawValue
      {
        return String(words[4])
      }
    }
    return nil
  }

  /// Places that a form never comes to.
  private static func exists(_ form: ApplicationForm, _ place: Lives.Place) -> Bool {
    switch place.state {
    case .draft: form != .broker
    case .enquiry, .assessed, .qualified, .tested: form == .broker
    case .submitted, .underReview, .approved, .rejected: true
    }
  }

  @Test(arguments: [
    (ApplicationForm.trading, Character("t")), (.broker, "b"), (.retail, "r"),
  ])
  func everyStepLeadsWhereTheTableSays(form: ApplicationForm, letter: Character) {
    for place in Lives.Place.all where Self.exists(form, place) {
      for isProduction in [false, true] {
        for step in LifeStep.Name.allCases {
          let life = Lives.life(form, at: place)
          let found = try? life.taking(
            Lives.move(step), by: Lives.rightful(step, form), at: Times.ten,
            on: Lives.grounds(isProduction: isProduction))
          let foundPlace = found.map {
            Lives.Place(state: $0.state, amendment: $0.amendment).description
          }
          let wanted = Self.expected(letter, isProduction ? "p" : "s", place, step)
          #expect(
            foundPlace == wanted, "\(form) \(place) \(step) in \(isProduction ? "prod" : "sandbox")"
          )
        }
      }
    }
  }

  @Test func theTableOfTheTestIsReachedByEveryLine() {
    let lines = Self.table.split(separator: "\n")
    #expect(lines.count == 29)
    let places = Set(Lives.Place.all.map(\.description))
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      #expect(places.contains(words[2]) && places.contains(words[4]), "\(line)")
      #expect(LifeStep.Name(rawValue: words[3]) != nil, "\(line)")
    }
  }

  @Test func whatHasNoRecordBeginsAtTheFirstStateOfItsForm() {
    #expect(ApplicationLife(of: People.trading, recorded: nil)?.state == .draft)
    #expect(ApplicationLife(of: People.retail, recorded: nil)?.state == .draft)
    #expect(ApplicationLife(of: People.broker, recorded: nil)?.state == .enquiry)
    let desk = Address(.desk, institution: "harbour", name: "desks")
    #expect(ApplicationLife(of: desk, recorded: nil) == nil)
  }

  @Test func whatWasChangedSinceIsSubmittedAnewAndItsReviewBeginsAgain() throws {
    for form in ApplicationForm.allCases {
      for phase in [ApplicationState.submitted, .underReview] {
        for isBeside in [false, true] {
          let place =
            isBeside
            ? Lives.Place(state: .approved, amendment: phase)
            : Lives.Place(state: phase, amendment: nil)
          let life = Lives.life(form, at: place)
          let next = try life.taking(
            .submit, by: Lives.rightful(.submit, form), at: Times.ten,
            on: Lives.grounds { $0.content = Lives.other })
          #expect(next.phase == .submitted)
          #expect(next.state == (isBeside ? .approved : .submitted))
          #expect(next.content == Lives.other)
          #expect(next.steps.last?.content == Lives.other)
        }
      }
    }
  }

  @Test func theNextStepIsAlwaysOneThatCanBeTaken() {
    for form in ApplicationForm.allCases {
      for place in Lives.Place.all where Self.exists(form, place) {
        for isProduction in [false, true] {
          let life = Lives.life(form, at: place)
          guard let next = life.nextStep(inProduction: isProduction) else {
            #expect(place.description == "approved")
            continue
          }
          let step = LifeStep.Name.allCases.first { next.command.contains("\($0.command) ") }
          #expect(next.command.contains(life.subject.text))
          #expect(throws: Never.self, "\(form) \(place): \(next.command)") {
            try life.taking(
              Lives.move(try #require(step)), by: Lives.rightful(try #require(step), form),
              at: Times.ten, on: Lives.grounds(isProduction: isProduction))
          }
        }
      }
    }
  }

  @Test func aWalkNeverLosesAStepAndMovesPinsByApprovalsAlone() async throws {
    try await forEachSeed(of: "walks of lives", cases: 300) { random in
      let form = random.pick(ApplicationForm.allCases)
      guard var life = ApplicationLife(of: Lives.subject(form), recorded: nil) else { return }
      for turn in 1...40 {
        let step = random.pick(LifeStep.Name.allCases)
        let grounds = Lives.grounds {
          $0.content = random.oneIn(3) ? Lives.other : Lives.content
          $0.pins = [Text("pin.\(turn)")]
        }
        guard
          let next = try? life.taking(
            Lives.move(step), by: Lives.rightful(step, form), at: Times.ten, on: grounds)
        else { continue }
        #expect(Array(next.steps.dropLast()) == life.steps)
        #expect(next.steps.last?.name == step && next.steps.last?.number == next.steps.count)
        #expect(step == .approve ? next.pinned == grounds.pins : next.pinned == life.pinned)
        #expect(step == .assess ? next.boundary == ["*"] : next.boundary == life.boundary)
        #expect(life.state != .approved || next.state == .approved, "an approval was lost")
        #expect(next.amendment == nil || next.state == .approved)
        #expect(ApplicationLife(of: next.subject, recorded: next.resource) == next)
        life = next
      }
    }
  }
}
