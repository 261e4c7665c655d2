import AccessModel
import Diagnostics

/// Where a resource belongs, for filters.
enum RowPlace {
  static func institution(of address: Address) -> Text {
    address.kind == .institution ? address.name : address.institution
  }
}
