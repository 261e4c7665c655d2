import Rendering
import TestSupport
import Testing

/// Tables as a person sees them on a terminal, and as a file takes them.
@Suite struct TerminalTableTests {
  private func table(_ rows: [[String]]) -> StyledText {
    var table = Table([
      .init("NAME"), .init("WHAT", overflow: .cut), .init("SINCE"), .init("NOTE", overflow: .wrap),
    ])
    for row in rows { table.addRow(row) }
    return table.rendered(width: 100)
  }

  private let rows = [
    ["desk-one", "some words that are long enough", "-", "a note"],
    ["desk-two", "short", "-", "another note that goes on for long"],
  ]

  private func lines(_ text: StyledText) -> [String] {
    text.rendered(withColour: false).split(separator: "\n").map(String.init)
  }

  @Test(arguments: 4...90) func noLineIsWiderThanTheTerminal(width: Int) {
    for line in lines(table(rows).laidOut(width: width)) {
      #expect(line.count <= width, "\(line)")
    }
  }

  @Test func columnsThatSayNothingGoFirst() {
    let fitting = lines(table(rows).laidOut(width: 90))
    #expect(fitting[0] == "NAME      WHAT                             SINCE  NOTE")
    let narrow = lines(table(rows).laidOut(width: 60))
    #expect(!narrow[0].contains("SINCE") && narrow[0].contains("NOTE"))
  }

  @Test func aCutCellSaysHowLongItIs() {
    #expect(lines(table(rows).laidOut(width: 40))[1].contains("...(31)"))
  }

  @Test func aFileGetsEverything() {
    let long = String(repeating: "x", count: 300)
    let text = table([["desk", long, "-", "note"]])
    #expect(!text.rendered(withColour: false).contains(long))
    #expect(text.laidOut(width: nil).rendered(withColour: false).contains(long))
  }

  @Test func whatStandsAroundTablesStaysWhereItIs() {
    var text = StyledText("title")
    text.endLine()
    text.append(table(rows))
    text.appendLine("between")
    text.append(table(rows))
    text.append("end")
    let whole = lines(text.laidOut(width: nil))
    #expect(whole == lines(text))
    let narrow = lines(text.laidOut(width: 40))
    #expect(narrow.first == "title" && narrow.last == "end" && narrow.contains("between"))
    #expect(narrow.count { $0.hasPrefix("NAME") } == 2)
  }
}
