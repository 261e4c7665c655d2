import AccessModel
import Diagnostics
import Rendering

/// The files of a new project: small, and enough for validate, plan and apply to work at once.
enum ProjectTemplate {
  static let staff = "sam-lee"
  static let store = "sqlite:.mandate/sandbox.db"
  static let deployment = Deployment(environment: .sandbox, region: "hk")

  static let files: [(path: String, text: String)] = [
    ("mandate.yaml", project), ("catalogue.yaml", catalogue), ("staff.yaml", staffMembers),
    ("institutions/northgate.yaml", institution), (".gitignore", ".mandate/\n"),
    (".github/workflows/mandate.yml", workflow),
    ("schemas/Project.json", String(decoding: SchemaCommand.projectSchema, as: UTF8.self)),
    ("schemas/manifest.json", String(decoding: SchemaWriter.manifestSchema(), as: UTF8.self)),
  ]

  private static let project = """
    # yaml-language-server: $schema=schemas/Project.json
    # What this tree is: its name owns what it declares in the store.
    apiVersion: mandate/v1
    kind: Project
    metadata: {name: broker-sandbox}
    spec:
      environment: sandbox
      region: hk
      store: \(store)
      guardrails:
        maxRemovals: {count: 10, percent: 20}

    """

  private static let catalogue = """
    # yaml-language-server: $schema=schemas/manifest.json
    # What clients can call. Grants name ids; a changed path is an edit here and nowhere else.
    apiVersion: mandate/v1
    kind: EndpointCatalogue
    metadata: {name: trading}
    spec:
      version: "1"
      endpoints:
        - {id: account.list, method: GET, path: /trading/accounts/list, group: account, class: read, accountScoped: false}
        - {id: asset.position.list, method: GET, path: /trading/assets/positions/list, group: asset, class: read}
        - {id: auth.token.create, method: POST, path: /auth/tokens/create, group: auth, class: admin, flags: [base, mut], accountScoped: false}
        - {id: market.stock.snapshot.list, method: GET, path: /market-data/stocks/snapshots/list, group: market, class: read, accountScoped: false}
        - {id: trade.order.cancel, method: POST, path: /trading/orders/cancel, group: order, class: trade, flags: [mut]}
        - {id: trade.order.place, method: POST, path: /trading/orders/place, group: order, class: trade, flags: [mut]}
    ---
    apiVersion: mandate/v1
    kind: PermissionSet
    items:
      read-only: {include: ["*"], classes: [read]}
      trader: {include: ["set:read-only", trade.order.cancel, trade.order.place]}

    """

  private static let staffMembers = """
    # yaml-language-server: $schema=schemas/manifest.json
    # Who may apply this tree (operations), change staff and policies (security) and decide reviews.
    apiVersion: mandate/v1
    kind: StaffMember
    items:
      kim-ho: {email: kim.ho@broker.example, roles: [compliance, reviewer]}
      \(staff): {email: sam.lee@broker.example, roles: [operations, security]}

    """

  private static let institution = """
    # yaml-language-server: $schema=../schemas/manifest.json
    # One client: who it is, its accounts, its people and what they may do by API.
    apiVersion: mandate/v1
    kind: Institution
    metadata: {name: northgate}
    spec:
      legalName: Northgate Asset Management Limited
      country: HK
      openingEmail: operations@northgate.example
      licence: {held: true}
    ---
    apiVersion: mandate/v1
    kind: Account
    metadata: {institution: northgate}
    items:
      main: {number: "80010001", type: MARGIN, ownership: proprietary}
    ---
    apiVersion: mandate/v1
    kind: IPWhitelist
    metadata: {institution: northgate}
    items:
      office: {mode: restricted, entries: [{cidr: 203.0.113.0/26, note: Central office}]}
    ---
    apiVersion: mandate/v1
    kind: PortalUser
    metadata: {institution: northgate}
    items:
      amy-chan: {email: amy.chan@northgate.example, functions: [openapi-application, user-management]}
      ben-wong: {email: ben.wong@northgate.example, functions: [user-management]}
      cora-lau: {email: cora.lau@northgate.example}
    ---
    apiVersion: mandate/v1
    kind: TradingApplication
    metadata: {name: equities, institution: northgate}
    spec: {purpose: Order entry for the equities desk, requestedEndpoints: ["set:trader"]}
    ---
    apiVersion: mandate/v1
    kind: Desk
    metadata: {name: equities, institution: northgate}
    spec: {application: equities, accountScope: listed, accounts: [main], endpoints: ["set:trader"], ipWhitelists: [office]}
    ---
    apiVersion: mandate/v1
    kind: TraderAuthorization
    metadata: {institution: northgate}
    items:
      cora-lau: {desk: equities}

    """

  private static let workflow = """
    # Checks every pull request, without any secret: a pull request may change this file, too. Put mandate on the runner first, pinned by
    # its checksum. Plans as comments, applies on merge and a nightly look at the store: examples/ci and docs/ci.md of mandate.
    name: mandate
    on: pull_request
    permissions:
      contents: read
    jobs:
      check:
        runs-on: ubuntu-24.04
        timeout-minutes: 10
        steps:
          - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
            with:
              persist-credentials: false
          - run: mandate validate --format github
          - run: mandate fmt --check

    """
}
