package import Diagnostics

extension DiagnosticCode {
  static let wrongType = DiagnosticCode(
    "wrong-type", "A value has another type than its field.",
    """
    The type of a field decides how its value is read, not YAML's guesses. `mandate explain \
    KIND.FIELD` shows what stands there.
    """)

  static let stringNeedsQuotes = DiagnosticCode(
    "string-needs-quotes", "A text would be read as something else without quotes.",
    """
    YAML 1.1 and 1.2 disagree about what a plain 00123, no, 1:20 or 2026-11-20 is, so text \
    that either reads as something else needs quotes. Then no other tool in the pipeline sees \
    another manifest.
    """)

  static let nullValue = DiagnosticCode(
    "null-value", "A field is written without a value.",
    """
    Empty is not the same as absent: a field whose value was lost in an edit must not silently \
    take its default. Write a value or remove the field.
    """)

  static let emptyList = DiagnosticCode(
    "empty-list", "A list is written without elements.",
    """
    Empty is not the same as absent: an empty list of networks could mean everyone or nobody. \
    List at least one element or remove the field.
    """)

  static let numberOutOfRange = DiagnosticCode(
    "number-out-of-range", "A number lies outside what its field allows.",
    """
    The message names the range. `mandate explain KIND.FIELD` says what the number is for.
    """)

  static let unknownWord = DiagnosticCode(
    "unknown-word", "A field holds a word that it does not know.",
    """
    The field takes one of a few words; the help lists them and the nearest one. Case matters.
    """)

  static let unknownField = DiagnosticCode(
    "unknown-field", "A field is not part of the kind.",
    """
    Unknown fields are never ignored: a misspelt ipWhitelists would leave a trader without any \
    address restriction.
    """)

  static let missingField = DiagnosticCode(
    "missing-field", "A required field is missing.",
    """
    The help says what the field is for. `mandate explain KIND` lists all fields.
    """)

  static let repeatedElement = DiagnosticCode(
    "repeated-element", "An element stands twice in a set.",
    """
    Lists are sets: order and repetition mean nothing. The repetition is dropped; remove it to \
    keep the manifest clear.
    """)

  static let repeatedKey = DiagnosticCode(
    "repeated-key", "Two elements of a list have the same key.",
    """
    Entries are told apart by their key (id, cidr or name), so two of them with one key \
    contradict each other or repeat.
    """)

  static let specAndItems = DiagnosticCode(
    "spec-and-items", "A document holds both `spec` and `items`.",
    """
    A document declares one resource by `spec` or many of one kind by `items`. Split it.
    """)

  static let apiVersionUnknown = DiagnosticCode(
    "api-version-unknown", "A document is written for another version of the format.",
    """
    This program reads mandate/v1. A newer format needs a newer program.
    """)

  static let kindUnknown = DiagnosticCode(
    "kind-unknown", "There is no such kind.",
    """
    The help lists the kinds and the nearest one. Case matters.
    """)

  static let institutionMissing = DiagnosticCode(
    "institution-missing", "A resource belongs to an institution and names none.",
    """
    Name it in metadata.institution, or once for the whole tree in spec.institution of \
    mandate.yaml.
    """)

  static let institutionNotAllowed = DiagnosticCode(
    "institution-not-allowed", "A resource of the broker names an institution.",
    """
    Catalogues, sets, tiers, policies, agreements, staff, institutions and retail clients \
    belong to no institution.
    """)

  static let reasonMissing = DiagnosticCode(
    "reason-missing", "A resource of this kind must say why it exists.",
    """
    Endpoint grants open the broker's API to a client, so each says in metadata.reason who \
    asked for it and why.
    """)

  package static let duplicateAddress = DiagnosticCode(
    "duplicate-address", "Two resources are declared at one address.",
    """
    Addresses are unique in a store. A copy of a neighbour's block with its old name is the \
    usual cause.
    """)

  static let nameReserved = DiagnosticCode(
    "name-reserved", "A name is reserved.",
    """
    `global` names the scope of everything that belongs to no institution, so no institution \
    may be called so.
    """)

  static let renameOntoLiving = DiagnosticCode(
    "rename-onto-living", "A resource is renamed, and both names are alive.",
    """
    renamedFrom says that a resource used to have another name. While that name is still \
    declared there are two resources, not one renamed.
    """)

  static let requiredGap = DiagnosticCode(
    "required-gap", "A draft has a gap that nobody filled in yet.",
    """
    `mandate promote` writes REQUIRED where the value of one environment must not become that of \
    another: account numbers, licences, dates, test mails, documentation addresses. The word is a value \
    in no field, so that a draft is refused until a person has written what holds there.
    """)

  package static let readingCodes: [DiagnosticCode] = [
    .wrongType, .stringNeedsQuotes, .nullValue, .emptyList, .numberOutOfRange, .unknownWord,
    .unknownField, .missingField, .repeatedElement, .repeatedKey, .specAndItems,
    .apiVersionUnknown, .kindUnknown, .institutionMissing, .institutionNotAllowed,
    .reasonMissing, .duplicateAddress, .nameReserved, .renameOntoLiving, .requiredGap,
  ]
}
