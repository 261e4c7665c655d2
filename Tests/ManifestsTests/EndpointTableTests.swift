import AccessModel
import Diagnostics
import TestSupport
import Testing

@testable import Manifests

/// The table of endpoints, sets of its rows and what selectors come to.
@Suite struct EndpointTableTests {
  private func table(_ text: String) -> EndpointTable {
    EndpointTable(
      catalogues: LoadedTree(text).resources.filter { $0.kind == .endpointCatalogue })
  }

  private func resolver(_ sets: String) -> SelectorResolver {
    let resources = LoadedTree(World.catalogue + "---\n" + World.items("PermissionSet") + sets)
      .resources
    return SelectorResolver(
      table: EndpointTable(catalogues: resources.filter { $0.kind == .endpointCatalogue }),
      permissionSets: resources.filter { $0.kind == .permissionSet })
  }

  @Test func rowsStandInTheOrderOfTheirIDs() throws {
    let table = table(World.catalogue)
    #expect(table.rows.map(\.id) == table.rows.map(\.id).sorted())
    #expect(table.rows.count == 10)
    for (place, row) in table.rows.enumerated() { #expect(table.place(of: row.id) == place) }
    #expect(table.place(of: "trade.order.plac") == nil)
    #expect(table.place(of: "zzz.zzz") == nil)
    #expect(EndpointTable(catalogues: []).place(of: "a.b") == nil)
  }

  @Test func aRowHoldsWhatTheCatalogueSays() throws {
    let table = table(World.catalogue)
    let old = try #require(table.rows.first { $0.id == "old.chart.get" })
    let end = try Instant(parsing: "2026-01-01T00:00:00Z")
    #expect(old.removedOn == end)
    #expect(old.isRemoved(at: end))
    #expect(!old.isRemoved(at: try Instant(parsing: "2025-12-31T23:59:59Z")))
    let batch = try #require(table.rows.first { $0.id == "us.order.batch" })
    #expect(batch.isOffered(in: "us") && !batch.isOffered(in: "hk"))
    #expect(batch.riskClass == .trade && batch.isAccountScoped && !batch.isBase)
    let login = try #require(table.rows.first { $0.id == "auth.token.create" })
    #expect(login.isBase && !login.isAccountScoped && login.riskClass == .read)
  }

  @Test func whatIsInForceDependsOnRegionAndInstant() throws {
    let table = table(World.catalogue)
    let now = try Instant(parsing: "2026-11-01T00:00:00Z")
    let here = Set(table.ids(of: table.inForce(in: "hk", at: now)).map(\.string))
    #expect(!here.contains("us.order.batch") && !here.contains("old.chart.get"))
    #expect(here.contains("old.news.get") && here.contains("auth.token.create"))
    #expect(table.inForce(in: "us", at: now).count == here.count + 1)
  }

  @Test func aPrefixIsARunOfPlaces() {
    let table = table(World.catalogue)
    let ids = table.places(withPrefix: "trade.").map { table.rows[$0].id }
    #expect(ids == ["trade.order.list", "trade.order.place"])
    #expect(table.places(withPrefix: "trade.orders.").isEmpty)
    #expect(table.places(withPrefix: "zz.").isEmpty)
    #expect(table.places(withPrefix: "").count == table.rows.count)
  }

  @Test func setsOfRowsBehaveLikeSets() async throws {
    try await forEachSeed(of: "endpoint sets", cases: 50) { random in
      let count = random.int(in: 1...200)
      func sample() -> (EndpointSet, Set<Int>) {
        var set = EndpointSet(rowCount: count)
        var model: Set<Int> = []
        for _ in 0..<random.int(in: 0...count) {
          let place = random.int(in: 0...count - 1)
          set.insert(place)
          model.insert(place)
        }
        return (set, model)
      }
      let (one, oneModel) = sample()
      let (other, otherModel) = sample()
      #expect(Array(one) == oneModel.sorted())
      #expect(one.count == oneModel.count && one.isEmpty == oneModel.isEmpty)
      #expect(Array(one.union(other)) == oneModel.union(otherModel).sorted())
      #expect(Array(one.intersection(other)) == oneModel.intersection(otherModel).sorted())
      #expect(Array(one.subtracting(other)) == oneModel.subtracting(otherModel).sorted())
      #expect(one.isSubset(of: other) == oneModel.isSubset(of: otherModel))
      #expect(one.overlaps(other) == !oneModel.isDisjoint(with: otherModel))
      #expect((0..<count).allSatisfy { one.contains($0) == oneModel.contains($0) })
    }
  }

  @Test func selectorsMatchWhatTheModelSays() {
    var resolver = resolver("  x: {include: [\"*\"]}\n")
    func ids(_ selector: Text) -> [String] {
      resolver.table.ids(of: resolver.rows(of: selector)).map(\.string)
    }
    #expect(ids("trade.order.place") == ["trade.order.place"])
    #expect(ids("trade.order.*") == ["trade.order.list", "trade.order.place"])
    #expect(ids("trade.orde.*") == [])
    #expect(ids("auth.token.create") == [])
    #expect(ids("auth.*") == [])
    #expect(ids("*").count == 9)
    #expect(ids("set:market") == ["market.depth.get", "market.quote.get"])
    #expect(ids("set:nothing") == [])
    #expect(ids("old.chart.get") == ["old.chart.get"])
  }

  @Test func aPermissionSetIncludesThenFiltersThenExcludes() {
    let resolver = resolver(
      """
        reads: {include: [trade.*, market.*], classes: [read]}
        few: {include: [set:reads], exclude: [market.*]}
        most: {include: ["*"], exclude: [set:reads, set:market]}
        flagged: {include: ["*"], withFlags: [base, pii]}
        plain: {include: [trade.*], withoutFlags: [mut]}

      """)
    func ids(_ set: Text) -> [String]? {
      resolver.rows(ofSet: set).map { resolver.table.ids(of: $0).map(\.string) }
    }
    #expect(ids("reads") == ["market.depth.get", "market.quote.get", "trade.order.list"])
    #expect(ids("few") == ["trade.order.list"])
    #expect(ids("most")?.count == 6)
    #expect(ids("flagged") == [])
    #expect(ids("plain") == ["trade.order.list", "trade.order.place"])
    #expect(ids("nothing") == nil)
  }

  @Test func flagsKeepAndDropRows() throws {
    let resources = LoadedTree(
      """
      apiVersion: mandate/v1
      kind: EndpointCatalogue
      metadata: {name: one}
      spec:
        version: "1"
        endpoints:
          - {id: a.one, method: GET, path: /1, group: a, class: read, flags: [pii, paid]}
          - {id: a.two, method: GET, path: /2, group: a, class: read, flags: [paid, stream]}
          - {id: a.three, method: GET, path: /3, group: a, class: read, flags: [mut]}
          - {id: a.four, method: GET, path: /4, group: a, class: read}
      ---
      apiVersion: mandate/v1
      kind: PermissionSet
      items:
        with: {include: ["*"], withFlags: [pii, stream]}
        without: {include: ["*"], withoutFlags: [pii, mut]}
        both: {include: ["*"], withFlags: [paid], withoutFlags: [pii]}
      """
    ).resources
    let resolver = SelectorResolver(
      table: EndpointTable(catalogues: [resources[0]]), permissionSets: resources.dropFirst())
    func ids(_ set: Text) throws -> [String] {
      resolver.table.ids(of: try #require(resolver.rows(ofSet: set))).map(\.string)
    }
    #expect(try ids("with") == ["a.one", "a.two"])
    #expect(try ids("without") == ["a.four", "a.two"])
    #expect(try ids("both") == ["a.two"])
  }

  @Test func aSetInACircleIsEmptyWhateverTheOrder() {
    let resolver = resolver(
      """
        a: {include: [set:b, trade.*]}
        b: {include: [set:c]}
        c: {include: [set:a]}
        into: {include: [set:c, market.*]}
        beside: {include: [market.*]}

      """)
    for name: Text in ["a", "b", "c", "into"] {
      #expect(resolver.isCircular(name))
      #expect(resolver.rows(ofSet: name)?.isEmpty == true)
    }
    #expect(!resolver.isCircular("beside"))
    #expect(resolver.rows(ofSet: "beside")?.count == 2)
  }
}
