import AccessModel
import Diagnostics
import Testing

/// The part of a query that is left when some of its fields are not known.
struct RelaxedQueryTests {
  private func holds(_ query: Query?, _ desk: Text) -> Bool {
    query?.holds { $0.is("desk") ? [desk] : [] } ?? true
  }

  /// By truth tables: relaxed, a query holds exactly where some value of the rest makes it hold.
  @Test(arguments: [
    "desk=a", "class=trade", "desk=a and class=trade", "desk=a or class=trade",
    "not desk=a", "not class=trade", "not (desk=a and class=trade)",
    "not (desk=a or class=trade)", "not (not desk=a or class=trade)",
    "desk=a and (class=trade or class=read)", "desk!=a and not class=trade",
    "(desk=a and class=trade) or (desk=b and class=read)", "desk=a and desk=b and class=trade",
    "(desk=a or class=trade) and desk=b", "not (class=trade and (desk=a or desk=b))",
  ])
  func itHoldsWhereTheQueryCouldHold(_ text: String) throws {
    let query = try Query(parsing: Text(text))
    let relaxed = query.relaxed { $0.is("desk") }
    for desk: Text in ["a", "b", "c"] {
      let couldHold = ["trade", "read", "funds"].contains { riskClass in
        query.holds { $0.is("desk") ? [desk] : [Text(riskClass)] }
      }
      #expect(holds(relaxed, desk) == couldHold, "of desk \(desk)")
    }
  }

  @Test func nothingIsLeftOfWhatSaysNothing() throws {
    #expect(try Query(parsing: "class=trade").relaxed { $0.is("desk") } == nil)
    #expect(try Query(parsing: "desk=a or class=trade").relaxed { $0.is("desk") } == nil)
    #expect(try Query(parsing: "desk=a and class=trade").relaxed { $0.is("desk") } != nil)
  }

  @Test func aQueryMentionsItsFields() throws {
    let query = try Query(parsing: "desk=a and not (class=trade or endpoint~cash.*)")
    #expect(query.mentions("desk") && query.mentions("class") && query.mentions("endpoint"))
    #expect(!query.mentions("account"))
    #expect(Query.isOfCalls("network") && !Query.isOfCalls("desk"))
  }
}
