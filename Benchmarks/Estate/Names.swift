/// Names of people and firms, made up; numbers keep them apart.
enum Names {
  static let given = [
    "aksel", "alma", "amund", "anita", "berit", "celia", "chloe", "clara", "cyrus", "daniel",
    "edith", "einar", "elin", "erik", "felix", "gina", "grete", "hedda", "helen", "henrik", "ida",
    "irene", "isak", "ivar", "joyce", "june", "kelvin", "lena", "magnus", "nora", "olav", "petra",
  ]

  static let family = [
    "aas", "bakke", "bo", "cheng", "choi", "dahl", "eide", "falk", "fung", "haga", "hagen", "hui",
    "hung", "kwok", "lai", "lam", "lau", "lie", "lo", "lund", "ma", "moen", "ness", "roy", "siu",
    "sunde", "tang", "tsang", "vik", "vold", "yeung", "yip",
  ]

  static let firms = [
    "harbour", "meridian", "lantern", "summit", "willow", "anchor", "beacon", "cedar", "granite",
    "juniper", "kestrel", "orchard", "pioneer", "quarry", "ridge", "saffron",
  ]

  static let trades = ["capital", "securities", "wealth", "partners", "asset-mgmt"]

  static let desks = [
    "cash-hk", "cash-us-day", "cash-us-night", "etf-making", "options-us", "program",
    "stock-connect", "futures", "hedging", "treasury",
  ]

  static let permissions = [
    "HK_STOCK_NORMAL", "CN_STOCK_NORMAL", "US_STOCK_NORMAL", "US_OPTION_NORMAL", "HK_FUTURE_NORMAL",
  ]
}

extension String {
  /// The word with its first letter raised, words between hyphens alike.
  var asTitle: String {
    split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
  }
}

/// The number with zeros in front.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
