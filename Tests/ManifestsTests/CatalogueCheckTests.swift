import TestSupport
import Testing

@testable import Manifests

@Suite struct CatalogueCheckTests {
  @Test func anIDStandsInOneCatalogue() throws {
    try expectFindings(
      """
      apiVersion: mandate/v1
      kind: EndpointCatalogue
      metadata: {name: second}
      spec:
        version: "1"
        endpoints:
          - {id: ⟦trade.order.place⟧, method: PUT, path: /other, group: x, class: read}  # ERROR catalogue-duplicate-id: `trade.order.place` stands in EndpointCatalogue/main too
          - {id: trade.order.replace, method: PUT, path: /orders, group: x, class: read}
      """, beside: World.catalogue)
  }

  @Test func aCallBelongsToOneEndpointOfARegion() throws {
    try expectFindings(
      """
      apiVersion: mandate/v1
      kind: EndpointCatalogue
      metadata: {name: second}
      spec:
        version: "1"
        endpoints:
          - {id: ⟦a.one⟧, method: POST, path: /orders, group: x, class: read}  # ERROR catalogue-duplicate-path: `a.one` has the call POST /orders of `trade.order.place`
          - {id: a.two, method: PUT, path: /orders, group: x, class: read}
          - {id: ⟦a.three⟧, method: POST, path: /three, aliases: [/orders], group: x, class: read}  # ERROR catalogue-duplicate-path
          - {id: ⟦a.four⟧, method: POST, path: /batch, group: x, class: read}  # ERROR catalogue-duplicate-path: `a.four` has the call POST /batch of `us.order.batch`
          - {id: a.five, method: POST, path: /batch, group: x, class: read, regions: [hk]}
          - {id: ⟦a.six⟧, method: POST, path: /batch, group: x, class: read, regions: [jp, hk]}  # ERROR catalogue-duplicate-path: `a.six` has the call POST /batch of `a.five`
          - {id: a.seven, method: POST, path: /seven, aliases: [/seven], group: x, class: read}
      """, beside: World.catalogue)
  }

  @Test func aBaseEndpointIsOfNoAccount() throws {
    try expectFindings(
      """
      apiVersion: mandate/v1
      kind: EndpointCatalogue
      metadata: {name: second}
      spec:
        version: "1"
        endpoints:
          - {id: ⟦a.one⟧, method: GET, path: /a, group: x, class: read, flags: [base]}  # ERROR catalogue-base-scoped: `a.one` is a base endpoint and is account-scoped
          - {id: ⟦a.two⟧, method: GET, path: /b, group: x, class: read, flags: [base], accountScoped: true}  # ERROR catalogue-base-scoped
          - {id: a.three, method: GET, path: /c, group: x, class: read, flags: [base], accountScoped: false}
          - {id: a.four, method: GET, path: /d, group: x, class: read, flags: [pii]}
      """)
  }
}
