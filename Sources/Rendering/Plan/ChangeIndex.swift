import AccessModel
import Diagnostics
import Plans

/// Finds the changes of a plan by what they change.
struct ChangeIndex {
  private let changes: [Change]
  private let places: [Address: Int]

  init(_ changes: [Change]) {
    self.changes = changes
    places = Dictionary(
      changes.enumerated().map { ($0.element.address, $0.offset) }, uniquingKeysWith: { $1 })
  }

  /// Where the changes of `addresses` stand in the plan, ascending; what it does not change has none.
  func places(of addresses: some Sequence<Address>) -> [Int] {
    Set(addresses.compactMap { places[$0] }).sorted()
  }

  /// The first line that declares any of `addresses`.
  func firstSource(of addresses: [Address]) -> Source? {
    places(of: addresses).lazy.compactMap { changes[$0].source }.first
  }
}
