package import Diagnostics

extension DiagnosticCode {
  package static let unresolvedReference = DiagnosticCode(
    "unresolved-reference", "A field names a resource that does not exist.",
    """
    References stay inside one institution or lead to what the broker declares. The nearest \
    existing name is shown.
    """)

  static let unresolvedSet = DiagnosticCode(
    "unresolved-set", "A selector names a permission set that does not exist.",
    """
    Declare the PermissionSet or correct the name.
    """)

  package static let endpointUnknown = DiagnosticCode(
    "endpoint-unknown", "A selector names an endpoint that is not in the catalogue.",
    """
    Grants name endpoints by id. An id must stand in a catalogue, of any region; a prefix must \
    match at least one row that is not base.
    """)

  static let endpointBase = DiagnosticCode(
    "endpoint-base", "A selector names a base endpoint.",
    """
    Rows with the flag base belong to every live principal and are never granted, so that no \
    grant can make a key that cannot log in.
    """)

  static let unchecked = DiagnosticCode(
    "unchecked", "A reference leads to what the broker declares elsewhere.",
    """
    In an institution's own tree the catalogue, sets, accounts and tiers are not there. They \
    are checked when a plan is made against the store.
    """)

  static let setCycle = DiagnosticCode(
    "set-cycle", "Permission sets include each other in a circle.",
    """
    A set that includes itself through others has no meaning. The message shows the path.
    """)

  static let referenceCycle = DiagnosticCode(
    "reference-cycle", "Accounts are each other's master in a circle.",
    """
    A virtual account belongs to a master that is not below it. The message shows the path.
    """)

  static let endpointOutsideRequest = DiagnosticCode(
    "endpoint-outside-request", "A selector grants nothing that the application asked for.",
    """
    Rights lie within what the application requests. Add the endpoints to requestedEndpoints, \
    which needs approval, or remove the selector.
    """)

  static let endpointOutsideTier = DiagnosticCode(
    "endpoint-outside-tier", "A selector grants nothing that the tier allows.",
    """
    The tier of an institution is a ceiling. What lies above it has no effect.
    """)

  static let endpointOtherRegion = DiagnosticCode(
    "endpoint-other-region", "A selector matches only endpoints of other regions.",
    """
    A store belongs to one region. Rows that other regions have may be named, so that sets can \
    be shared, but add nothing here.
    """)

  static let endpointRemoved = DiagnosticCode(
    "endpoint-removed", "A selector names an endpoint that is removed or will be.",
    """
    A row with removedOn drops out of every grant at that instant. Whoever holds it should \
    know before.
    """)

  static let setEmpty = DiagnosticCode(
    "set-empty", "A permission set holds nothing.",
    """
    Its filters leave no endpoint, so granting it grants nothing.
    """)

  static let catalogueDuplicateID = DiagnosticCode(
    "catalogue-duplicate-id", "An endpoint id stands in two catalogues.",
    """
    The catalogue in force is the union of all catalogues, and an id is unique in it.
    """)

  static let catalogueDuplicatePath = DiagnosticCode(
    "catalogue-duplicate-path", "Two endpoints of a region share a method and path.",
    """
    A call is judged by method and path, aliases included, so each belongs to one endpoint of \
    a region.
    """)

  static let catalogueBaseScoped = DiagnosticCode(
    "catalogue-base-scoped", "A base endpoint is account-scoped.",
    """
    Base rows are implicit for every principal and name no account: write accountScoped: \
    false.
    """)

  package static let endpointCodes: [DiagnosticCode] = [
    .unresolvedReference, .unresolvedSet, .endpointUnknown, .endpointBase, .unchecked,
    .setCycle, .referenceCycle, .endpointOutsideRequest, .endpointOutsideTier,
    .endpointOtherRegion, .endpointRemoved, .setEmpty, .catalogueDuplicateID,
    .catalogueDuplicatePath, .catalogueBaseScoped,
  ]
}
