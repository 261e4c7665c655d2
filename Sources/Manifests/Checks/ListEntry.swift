import AccessModel
import Diagnostics

/// One block of an address list.
struct ListEntry {
  let block: CIDR
  /// As the register keeps it, which is how sites name it.
  let text: Text
  let validUntil: Instant?

  func isLive(at now: Instant) -> Bool { validUntil.map { now < $0 } ?? true }
}

extension Resource {
  /// The entries of an address list.
  var listEntries: [ListEntry] {
    self[IPWhitelistFields.entries].elements.compactMap { entry in
      guard let text = entry[IPWhitelistFields.cidr].text, let block = try? CIDR(parsing: text)
      else { return nil }
      let end = entry[IPWhitelistFields.validUntil].text
      return ListEntry(
        block: block, text: text, validUntil: end.flatMap { try? Instant(parsing: $0) })
    }
  }

  /// Whether an address list also bounds every principal of its institution.
  var isInstitutionWide: Bool { self[IPWhitelistFields.institutionWide].boolean ?? false }

  /// Whether an address list admits every address in so many words.
  var isUnrestrictedList: Bool { self[IPWhitelistFields.mode].text?.is("unrestricted") ?? false }
}
