/// A variable that changes what this program does, as the manual and `doctor` name it.
struct EnvironmentVariable: Sendable {
  let name: String
  let help: String

  static let all: [EnvironmentVariable] = [
    .init(name: "MANDATE_STORE", help: "the store, as with --store"),
    .init(name: "MANDATE_ACTOR", help: "who acts, as with --as"),
    .init(
      name: "MANDATE_IN_AUTOMATION",
      help: "not empty: no hints, no progress, no pager, and no secret on a terminal"),
    .init(
      name: "MANDATE_PAGER",
      help: "what long results are shown in, before PAGER; cat or nothing means none"),
    .init(name: "PAGER", help: "the same for all programs; default less, with LESS=FRX"),
    .init(name: "NO_COLOR", help: "not empty: no colour"),
    .init(
      name: "CLICOLOR_FORCE",
      help: "neither empty nor 0: colour even without a terminal; so does FORCE_COLOR"),
    .init(name: "FORCE_COLOR", help: "as CLICOLOR_FORCE"),
    .init(name: "CLICOLOR", help: "0: no colour"),
    .init(name: "TERM", help: "dumb: no colour, no progress, no pager"),
    .init(name: "COLUMNS", help: "the width of the terminal, if it is not what the terminal says"),
    .init(name: "TMPDIR", help: "where private files are kept while a signature is checked"),
  ]

  /// The files that this program reads without being told.
  static let files: [(name: String, help: String)] = [
    ("mandate.yaml", "the project file; the nearest one upward is taken"),
    (".mandate/", "where `init` puts the store; kept out of git"),
  ]
}
