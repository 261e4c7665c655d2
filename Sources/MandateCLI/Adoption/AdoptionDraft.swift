import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import Rendering

/// What a tree would take over of what a store holds, or why it cannot.
struct AdoptionDraft {
  let changes: [Change]
  /// What of the institution stays with others because the tree does not declare it.
  let left: [StoredRow]

  /// What is asked for: addresses, or all that the tree declares of one institution.
  enum Wish {
    case addresses([Address])
    case institution(Text)

    /// The scopes in which it lies.
    var scopes: Set<Scope> {
      switch self {
      case .addresses(let addresses): Set(addresses.lazy.map(\.scope))
      case .institution(let name): [.institution(name)]
      }
    }
  }

  /// Throws diagnostics about what cannot be taken over.
  init(
    _ wish: Wish, by owner: Owner, declaring loaded: LoadedTree, from snapshot: Snapshot
  ) throws(CommandFailure) {
    let declared = Dictionary(
      loaded.declared.map { ($0.resource.address, $0) }, uniquingKeysWith: { first, _ in first })
    let rows = Dictionary(byAddress: snapshot.rows.lazy.filter { !$0.address.kind.isRecorded })
    let adoption = Adoption(by: owner, row: { rows[$0] })
    let addresses: [Address]
    switch wish {
    case .addresses(let named):
      addresses = Set(named).sorted()
      left = []
    case .institution(let name):
      let own = declared.keys.filter { $0.isOf(name) }
      guard !own.isEmpty else {
        throw .request(
          "this tree declares nothing of institution `\(name)`",
          help: "move the manifests here first, then take over what they declare")
      }
      addresses = own.filter { rows[$0] != nil }.sorted()
      left = rows.values.filter { row in
        row.owner != owner.name && row.address.isOf(name) && declared[row.address] == nil
          && adoption.outside([row.address]).isEmpty
      }.sorted { $0.address < $1.address }
    }
    let resources = Dictionary(
      byAddress: try RegisterSplit.decode(addresses.compactMap { rows[$0] }))
    let obstacles = adoption.obstacles(
      to: addresses.filter { rows[$0]?.owner != owner.name }, declared: { declared[$0] },
      stored: { resources[$0] })
    guard obstacles.isEmpty else {
      throw .diagnostics(Self.diagnostics(of: obstacles, by: owner, in: loaded))
    }
    changes = adoption.changes(
      of: addresses, declared: { declared[$0] }, stored: { resources[$0] })
  }

  // MARK: What stands in the way

  private static func diagnostics(
    of obstacles: [Adoption.Obstacle], by owner: Owner, in loaded: LoadedTree
  ) -> [Diagnostic] {
    let places = Dictionary(
      zip(loaded.declarations.lazy.map(\.resource.address), 0...),
      uniquingKeysWith: { first, _ in first })
    var locator = SiteLocator(files: loaded.tree.files, declarations: loaded.declarations)
    var placeless: [Diagnostic] = []
    var findings: [Finding] = []
    for obstacle in obstacles {
      switch obstacle {
      case .undeclared(let address):
        placeless.append(
          .error(
            .adoptUndeclared, "\(address) is not declared by `\(owner.name)`", at: nil,
            help: "move its manifest here first: an owner keeps only what its tree declares"))
      case .unstored(let address):
        findings.append(
          Finding(
            .error, .adoptUnstored, "\(address) is not in the store", at: site(address, places),
            help: "leave it out: mandate plan creates it"))
      case .differs(let change, let holder):
        findings.append(
          Finding(
            .error, .adoptDiffers,
            "\(change.address) is declared other than `\(holder)` has it: \(fields(of: change))",
            at: site(change.address, places),
            help: "declare it as the store has it, take it over, and change it afterwards"))
      case .outside(let breach):
        findings.append(
          Finding(
            .error, .notOwner, breach.message, at: site(breach.address, places),
            help: breach.help))
      }
    }
    return placeless + locator.diagnostics(for: findings)
  }

  private static func site(_ address: Address, _ places: [Address: Int]) -> Site {
    Site(places[address] ?? 0)
  }

  /// Such as `displayName is "Amy" there and "Amy Chan" here`, of the first few fields.
  private static func fields(of change: Change) -> String {
    let shown = 3
    let fields = FieldChange.all(of: change)
    let lines = fields.prefix(shown).map { field in
      let (before, after) = (words(field.before, field.type), words(field.after, field.type))
      return "\(field.path) is \(before) there and \(after) here"
    }
    let rest = fields.count - lines.count
    return lines.joined(separator: "; ") + (rest > 0 ? "; and \(rest) more" : "")
  }

  private static func words(_ value: Value, _ type: FieldType) -> String {
    value.isAbsent ? "absent" : "`\(ValueText.words(value, type))`"
  }
}

extension Address {
  /// Whether it is the institution of this name or something of it.
  fileprivate func isOf(_ name: Text) -> Bool {
    institution == name || kind == .institution && self.name == name
  }
}
