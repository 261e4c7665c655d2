import AccessModel
import Diagnostics

/// A licence in words.
enum LicenceWords {
  static func words(of institution: Resource) -> String {
    typealias Fields = InstitutionFields
    let licence = institution[Fields.licenceSlot]
    guard licence[Fields.held].boolean == true else { return "no licence is held" }
    let name = [licence[Fields.regulator].text, licence[Fields.number].text].compactMap {
      $0?.string
    }.joined(separator: " ")
    let start = licence[Fields.licenceFrom].instant.map { "from \($0)" }
    let end = licence[Fields.licenceUntil].instant.map { "until \($0)" } ?? "no end date"
    return [name.isEmpty ? "held" : name, start, end].compactMap { $0 }.joined(separator: ", ")
  }
}
