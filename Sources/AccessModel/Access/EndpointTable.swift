package import Diagnostics

/// All rows of all catalogues, in the order of their ids.
///
/// A row's place in the table is its number in every `EndpointSet` made for it. Built once a plan
/// or a check; the order of ids makes a prefix a run of places.
package struct EndpointTable: Sendable {
  /// In the order of ids; of two rows with one id the first declared counts.
  package let rows: [Row]
  /// The ids alone: a search through rows would count a dozen references a step.
  private let sortedIDs: [Text]

  /// What a call to an endpoint can do.
  package enum RiskClass: UInt8, CaseIterable, Hashable, Sendable {
    case read, trade, funds, admin

    package init?(_ text: Text) {
      guard let found = Self.allCases.first(where: { Text($0.name) == text }) else { return nil }
      self = found
    }

    /// The word in manifests.
    package var name: String {
      switch self {
      case .read: "read"
      case .trade: "trade"
      case .funds: "funds"
      case .admin: "admin"
      }
    }
  }

  /// What else is known of an endpoint.
  package struct Flags: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let mut = Flags(rawValue: 1)
    package static let pii = Flags(rawValue: 2)
    package static let stream = Flags(rawValue: 4)
    package static let paid = Flags(rawValue: 8)
    /// Implicit for every live principal, and matched by no selector.
    package static let base = Flags(rawValue: 16)

    private static let words: [(word: Text, flag: Flags)] = [
      ("mut", .mut), ("pii", .pii), ("stream", .stream), ("paid", .paid), ("base", .base),
    ]

    /// The flags that the words of a manifest name.
    package init(words: [Text]) {
      self = words.reduce(into: []) { flags, word in
        flags.formUnion(Self.words.first { $0.word == word }?.flag ?? [])
      }
    }
  }

  /// One endpoint.
  package struct Row: Hashable, Sendable {
    package let id: Text
    package let method: Text
    package let path: Text
    package let aliases: [Text]
    package let group: Text
    package let riskClass: RiskClass
    package let flags: Flags
    package let isAccountScoped: Bool
    /// The regions that have it; none named means every region.
    package let regions: [Text]
    package let removedOn: Instant?

    package var isBase: Bool { flags.contains(.base) }

    package func isOffered(in region: Text) -> Bool {
      regions.isEmpty || regions.contains(region)
    }

    package func isRemoved(at now: Instant) -> Bool { removedOn.map { $0 <= now } ?? false }
  }

  /// The rows of `catalogues`, which are resources of kind `EndpointCatalogue`.
  ///
  /// - Complexity: O(n log n) in the number of rows.
  package init(catalogues: some Sequence<Resource>) {
    let declared = catalogues.flatMap {
      $0[EndpointCatalogueFields.endpoints].elements.compactMap(Row.init)
    }
    let sorted = declared.enumerated().sorted {
      ($0.element.id, $0.offset) < ($1.element.id, $1.offset)
    }
    var rows: [Row] = []
    rows.reserveCapacity(sorted.count)
    for (_, row) in sorted where rows.last?.id != row.id { rows.append(row) }
    self.rows = rows
    sortedIDs = rows.map(\.id)
  }

  /// The place of the row with this id, or nil.
  ///
  /// - Complexity: O(log n).
  package func place(of id: Text) -> Int? {
    let place = firstPlace { $0 >= id }
    return place < sortedIDs.count && sortedIDs[place] == id ? place : nil
  }

  /// The places of the ids that begin with `prefix`.
  ///
  /// - Complexity: O(log n).
  package func places(withPrefix prefix: Text) -> Range<Int> {
    let start = firstPlace { $0 >= prefix }
    let end = firstPlace { id in
      id >= prefix && !id.bytes.starts(with: prefix.bytes)
    }
    return start..<max(start, end)
  }

  /// The rows for which `isWanted` holds.
  package func set(where isWanted: (Row) -> Bool) -> EndpointSet {
    var set = EndpointSet(rowCount: rows.count)
    for (place, row) in rows.enumerated() where isWanted(row) { set.insert(place) }
    return set
  }

  /// The set without any row.
  package var none: EndpointSet { EndpointSet(rowCount: rows.count) }

  /// The rows that `region` has and that are not removed at `now`, base rows among them.
  package func inForce(in region: Text, at now: Instant) -> EndpointSet {
    set { $0.isOffered(in: region) && !$0.isRemoved(at: now) }
  }

  /// The ids of a set, ascending.
  package func ids(of set: EndpointSet) -> [Text] { set.map { sortedIDs[$0] } }

  /// The first place whose id, and so every later one, passes a test.
  private func firstPlace(where passes: (Text) -> Bool) -> Int {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = low + (high - low) / 2
      if passes(sortedIDs[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension EndpointTable.Row {
  /// The row that an element of `endpoints` spells; nil for one that the reader did not make.
  fileprivate init?(_ value: Value) {
    typealias Fields = EndpointCatalogueFields
    guard let id = value[Fields.id].text, let method = value[Fields.method].text,
      let path = value[Fields.path].text,
      let riskClass = value[Fields.riskClass].text.flatMap(EndpointTable.RiskClass.init)
    else { return nil }
    self.id = id
    self.method = method
    self.path = path
    self.riskClass = riskClass
    aliases = value[Fields.aliases].texts
    group = value[Fields.group].text ?? .empty
    flags = EndpointTable.Flags(words: value[Fields.flags].texts)
    isAccountScoped = value[Fields.accountScoped].boolean ?? true
    regions = value[Fields.regions].texts
    removedOn = value[Fields.removedOn].text.flatMap { try? Instant(parsing: $0) }
  }
}
