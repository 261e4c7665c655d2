import AccessModel
import Diagnostics
import Testing

@Suite struct CallTableTests {
  private func table(_ rows: [Draft], region: Text = "hk") -> (CallTable, EndpointTable) {
    var estate = Estate()
    estate.setRows(rows)
    let table = AccessRegister(estate.resources.values, deployment: estate.deployment).table
    return (CallTable(table, region: region), table)
  }

  private func row(_ id: String, _ path: String, _ more: [String: Draft] = [:]) -> Draft {
    Estate.row(id, "read", ["path": .text(path), "method": "GET"].merging(more) { $1 })
  }

  private func find(_ path: Text, among rows: [Draft], method: Text = "GET") -> String? {
    let (calls, table) = table(rows)
    return calls.place(method: method, path: path).map { table.rows[$0].id.string }
  }

  private var orders: [Draft] {
    [
      row("order.list", "/orders", ["aliases": ["/v1/orders"]]), row("order.get", "/orders/{id}"),
      row("order.open", "/orders/open"), row("order.fill", "/orders/{id}/fills/{fill}"),
      row("order.last", "/orders/{id}/fills/last"),
      row("order.place", "/orders", ["method": "POST"]),
      row("event.order", "(order events)", ["method": "GRPC"]),
    ]
  }

  @Test(arguments: [
    ("/orders", "order.list"), ("/v1/orders", "order.list"), ("/orders/77", "order.get"),
    ("/orders/open", "order.open"), ("/orders/77/fills/8", "order.fill"),
    ("/orders/77/fills/last", "order.last"), ("/orders/BRK.B", "order.get"),
  ])
  func `A path is found by its segments, the most literal one first`(path: Text, id: String) {
    #expect(find(path, among: orders) == id)
  }

  @Test(arguments: [
    "/orders/", "/orders//fills/8", "/orders/77/fills", "/Orders", "orders", "/orders/.",
    "/orders/..", "/orders/a%2Fb", "/orders/77?x=1", "/orders/77;v=2", "/orders/{id}",
    "/orders/a b", "/orders/é", "", "/", "/v2/orders",
  ])
  func `What a server could read another way is no call of the catalogue`(path: Text) {
    #expect(find(path, among: orders) == nil)
  }

  @Test func `The method counts as it stands`() {
    #expect(find("/orders", among: orders, method: "POST") == "order.place")
    #expect(find("/orders", among: orders, method: "get") == nil)
    #expect(find("/orders", among: orders, method: "PUT") == nil)
    #expect(find("(order events)", among: orders, method: "GRPC") == "event.order")
  }

  @Test func `A path means the endpoint of the region`() {
    let rows = [
      row("hk.list", "/list", ["regions": ["hk"]]), row("us.list", "/list", ["regions": ["us"]]),
    ]
    for region in ["hk", "us"] {
      let (calls, table) = table(rows, region: Text(region))
      let place = calls.place(method: "GET", path: "/list")
      #expect(place.map { table.rows[$0].id.string } == "\(region).list")
    }
  }
}
