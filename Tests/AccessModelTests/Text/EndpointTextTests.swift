import AccessModel
import Diagnostics
import Testing

struct EndpointTextTests {
  @Test(arguments: [
    "t212.order.stop_limit.place", "market.stock.noii_bars.list", "config.get", "a.0", "a_._b",
  ])
  func dottedWordsAreAnID(_ text: String) throws {
    #expect(try EndpointID(parsing: Text(text)).text == Text(text))
  }

  @Test(arguments: [
    "", "config", ".a.b", "a.", "a..b", "a.b.", "9a.b", "_a.b", "A.b", "a-b.c", "a.b c", "a.*",
    "a.é", "a.b\n", "a." + String(repeating: "b", count: 127),
  ])
  func anotherTextIsNoID(_ text: String) {
    let problem = refusal { () throws(FormatProblem) in try EndpointID(parsing: Text(text)) }
    #expect(problem?.code == .endpointIDMalformed)
  }

  @Test func theHelpShowsTheIDWhenCaseAndHyphensAreWrong() {
    let problem = refusal { () throws(FormatProblem) in try EndpointID(parsing: "Trade.Batch-Place")
    }
    #expect(problem?.help.first == "write trade.batch_place")
  }

  @Test func theMethodsAreTheNineThatCataloguesUse() throws {
    for name in ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "GRPC", "MQTT", "WS"] {
      #expect(try HTTPMethod(parsing: Text(name)).rawValue == name)
    }
    #expect(HTTPMethod.allCases.count == 9)
    #expect(HTTPMethod.allCases.sorted().first == .delete)
  }

  @Test(arguments: [("get", "did you mean GET?"), ("DELET", "did you mean DELETE?")])
  func anUnknownMethodIsRefusedWithTheNearest(_ text: String, _ help: String) {
    let problem = refusal { () throws(FormatProblem) in try HTTPMethod(parsing: Text(text)) }
    #expect(problem?.code == .endpointMethodUnknown)
    #expect(problem?.help.first == help)
  }

  @Test func aMethodNearNoneGetsTheList() {
    let problem = refusal { () throws(FormatProblem) in try HTTPMethod(parsing: "SUBSCRIBE") }
    #expect(problem?.help == ["write one of GET, POST, PUT, PATCH, DELETE, HEAD, GRPC, MQTT, WS"])
  }

  @Test(arguments: [
    "/", "/trading/orders/place", "/api/v0/equity/orders/{id}",
    "/api/v0/equity/pies/{id}/duplicate",
    "/grpc.trade.event.EventService/Subscribe", "(account events)",
    "(position events on the same service)", "/a%20b", "/a:b@c;d,e",
  ])
  func aPathOrANoteIsTaken(_ text: String) throws {
    #expect(try EndpointPath(parsing: Text(text)).text == Text(text))
  }

  @Test(arguments: [
    "", "trading/orders", "/a b", "/a?b=c", "/a#b", "/a/../b", "/./a", "/..", "/é", "/a\tb", "/a`b",
    "/{", "/{}", "/a{id}", "/{id", "/{a{b}}", "/{i d}", "()", "(a", "( a)", "(a )", "(a(b))", "(é)",
    "(a) b", "/\u{7F}", "/a\\b", "/a\"b", "/" + String(repeating: "a", count: 256),
  ])
  func anotherTextIsNoPath(_ text: String) {
    let problem = refusal { () throws(FormatProblem) in try EndpointPath(parsing: Text(text)) }
    #expect(problem?.code == .endpointPathMalformed)
  }
}
