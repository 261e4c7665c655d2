import AccessModel
import Diagnostics
import Testing

/// What is said of queries that are cut short.
struct QueryHelpTests {
  /// `where: class in (trade, funds)` inside `{...}` ends at the comma.
  @Test func aListThatEndsEarlyIsAskedForQuotes() {
    let cut = refusal { () throws(FormatProblem) in _ = try Query(parsing: "class in (trade") }
    #expect(cut?.help.first?.hasSuffix("put the query between quotes") == true)
    let wrong = refusal { () throws(FormatProblem) in _ = try Query(parsing: "class in (trade;)") }
    #expect(wrong?.help.count == 1)
  }
}
