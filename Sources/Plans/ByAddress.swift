package import AccessModel

extension Dictionary where Key == Address {
  /// Resources by their addresses; of several at one address the first.
  package init(byAddress resources: some Sequence<Resource>) where Value == Resource {
    self.init(resources.lazy.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Stored rows by their addresses; of several at one address the first.
  package init(byAddress rows: some Sequence<StoredRow>) where Value == StoredRow {
    self.init(rows.lazy.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
