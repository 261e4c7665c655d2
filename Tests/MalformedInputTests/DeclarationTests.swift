import Testing

@testable import MandateCLI

/// What help, completion and manual pages take from the declarations is really there.
@Suite struct DeclarationTests {
  @Test func everyFormatOptionOffersItsFormats() {
    for command in Program.commands {
      for option in command.options where ["F", "FORMAT"].contains(option.value) {
        guard case .choice(let choices) = option.values else {
          Issue.record("\(command.name) \(option.name): \(option.help)")
          continue
        }
        #expect(choices.count >= 2, "\(command.name): \(choices)")
        #expect(choices.allSatisfy { $0.allSatisfy(\.isLetter) }, "\(command.name): \(choices)")
      }
    }
  }

  @Test func choicesAreReadFromTheSentenceThatHelpShows() {
    func choices(_ word: String, _ help: String) -> ValueKind { ValueKind(word: word, help: help) }
    #expect(
      choices("F", "text, json or junit; default text") == .choice(["text", "json", "junit"]))
    #expect(choices("F", "text or json (one a line); default text") == .choice(["text", "json"]))
    #expect(
      choices("STATE", "only queued, sent or failed ones") == .choice(["queued", "sent", "failed"]))
    #expect(choices("narrowing", "whatever") == .choice(["narrowing"]))
    #expect(choices("DURATION", "how long") == .free)
    #expect(choices("FILE", "text or json") == .file)
  }

  @Test func everyPagedCommandIsThereAndEveryCommandIsInOneGroup() {
    let names = Set(Program.commands.map(\.name))
    let later: Set = ["diff"]
    #expect(Pager.commands.subtracting(names).isSubset(of: later))
    let grouped = CommandGroup.all(of: Program.commands).flatMap { $0.commands.map(\.name) }
    #expect(grouped.sorted() == names.sorted())
  }

  @Test func oddCandidatesAreNotGivenToAShell() {
    let completions = Completions(candidates: [
      .init(word: "Desk/i/a"), .init(word: "$(touch x)"), .init(word: "a b"), .init(word: "`x`"),
      .init(word: "a\nb"), .init(word: "ä"), .init(word: "staff:sam", help: "x"),
    ])
    #expect(completions.lines == "words\nDesk/i/a\t\nstaff:sam\tx\n")
  }

  // MARK: Display

  private func display(
    _ variables: [String: String], results: Bool = true, messages: Bool = true
  ) -> Display {
    var facts = Display.Facts()
    (facts.resultsAreTerminal, facts.messagesAreTerminal) = (results, messages)
    (facts.columns, facts.lines) = (132, 50)
    return Display(facts, variables)
  }

  @Test(arguments: [
    ([:], true, false), (["NO_COLOR": "1"], false, false), (["NO_COLOR": ""], true, false),
    (["CLICOLOR_FORCE": "1"], true, true), (["FORCE_COLOR": "0"], true, false),
    (["FORCE_COLOR": "3", "TERM": "dumb"], true, true), (["CLICOLOR": "0"], false, false),
    (["NO_COLOR": "1", "FORCE_COLOR": "1"], false, false), (["TERM": "dumb"], false, false),
  ])
  func colourGoesByTheFirstVariableThatSpeaks(
    variables: [String: String], onTerminal: Bool, inPipe: Bool
  ) {
    #expect(display(variables).coloursResults == onTerminal)
    #expect(display(variables, results: false).coloursResults == inPipe)
    #expect(display(variables, results: false).coloursMessages == onTerminal)
    #expect(display(variables, messages: false).coloursMessages == inPipe)
  }

  @Test func withoutATerminalTheWidthIsAlwaysTheSame() {
    #expect(display(["COLUMNS": "60"], results: false, messages: false).width == 80)
    #expect(display([:]).width == 132)
    #expect(display(["COLUMNS": "60"]).width == 60)
    #expect(display(["COLUMNS": "1"]).width == 80)
    #expect(display(["COLUMNS": "no"]).width == 132)
  }
}
