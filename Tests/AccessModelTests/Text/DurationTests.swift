import AccessModel
import Diagnostics
import Testing

struct DurationTests {
  @Test(arguments: [
    ("P10D", 864_000, "P10D"), ("PT24H", 86_400, "P1D"), ("P1DT2H", 93_600, "P1DT2H"),
    ("PT90M", 5_400, "PT1H30M"), ("P2W", 1_209_600, "P14D"), ("P0D", 0, "P0D"),
    ("PT0S", 0, "P0D"), ("P1DT1H1M1S", 90_061, "P1DT1H1M1S"), ("PT59S", 59, "PT59S"),
    ("P007D", 604_800, "P7D"), ("PT253402300799S", 253_402_300_799, "P2932896DT23H59M59S"),
  ])
  func aDurationCountsDaysOf86400Seconds(_ text: String, _ seconds: Int64, _ canonical: String)
    throws
  {
    let duration = try DurationText(parsing: Text(text))
    #expect(duration.seconds == seconds)
    #expect(duration.text == Text(canonical))
    #expect(try DurationText(parsing: duration.text) == duration)
  }

  @Test(arguments: [
    "", "P", "PT", "P1", "10", "P1DT", "P1H", "PT1D", "PT1H1H", "PT1M1H", "P1Y", "P1M", "P-1D",
    "-P1D", "P1.5D", "PT1,5H", "P1D ", "P1W1D", "P1DT1W", "P99999999999999999999D",
    "PT253402300800S",
    "P2932897D", "P1D2D", "PTT1H", "P１D", "P999999999999999999D", "PT253402300799S1S", "PW", "p10d",
    "10d", "24h", "PT999999999999999999H",
  ])
  func anotherTextIsRefused(_ text: String) {
    let problem = refusal { () throws(FormatProblem) in try DurationText(parsing: Text(text)) }
    #expect(problem?.code == .durationMalformed)
    #expect(problem?.help.count == 1)
  }

  @Test(arguments: [
    ("10d", "write P10D"), ("24h", "write PT24H"), ("p10d", "write P10D"),
    ("P1Y", "years and months have no fixed length; write days, such as P365D"),
  ])
  func theHelpShowsTheDurationThatWasMeant(_ text: String, _ help: String) {
    let problem = refusal { () throws(FormatProblem) in try DurationText(parsing: Text(text)) }
    #expect(problem?.help == [help])
  }

  @Test func durationsCompareByLength() throws {
    #expect(try DurationText(parsing: "PT24H") == DurationText(parsing: "P1D"))
    #expect(try DurationText(parsing: "PT25H") > DurationText(parsing: "P1D"))
    #expect(DurationText(seconds: -1) == nil)
  }
}
