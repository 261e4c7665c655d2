package import Diagnostics

extension DiagnosticCode {
  static let leiDuplicate = DiagnosticCode(
    "lei-duplicate", "Two institutions have the same LEI.",
    """
    A legal entity identifier names one legal entity. Merging institutions closes one of them.
    """)

  static let emailDuplicate = DiagnosticCode(
    "email-duplicate", "Two logins have the same mail address.",
    """
    Addresses are compared without regard to case, because portals do so. A shared address \
    would let one person act as another.
    """)

  static let emailElsewhere = DiagnosticCode(
    "email-elsewhere", "A mail address is used at another institution too.",
    """
    A person may work for two institutions; it is worth a look, because it may be a copy.
    """)

  static let accountDuplicate = DiagnosticCode(
    "account-duplicate", "Two accounts have the same number.",
    """
    An account belongs to one institution or one retail client.
    """)

  static let optionLevelAboveMaster = DiagnosticCode(
    "option-level-above-master", "A virtual account has a higher option level than its master.",
    """
    The level of a virtual account may not exceed that of the account it belongs to.
    """)

  static let accountNotProprietary = DiagnosticCode(
    "account-not-proprietary", "A trader's list names an account that is not proprietary.",
    """
    Institutional traders reach proprietary accounts only; the account has no effect here.
    """)

  static let userNotActive = DiagnosticCode(
    "user-not-active", "Access is granted to a user who is not active.",
    """
    An invited, locked or departed user has no access and no key; the grant waits or is dead.
    """)

  static let apiUserNotActive = DiagnosticCode(
    "api-user-not-active", "An API user of a broker application is not active.",
    """
    Only an active user of the institution can hold keys; approval asks for one.
    """)

  static let apiUserOutsideApplication = DiagnosticCode(
    "api-user-outside-application", "A grant names a user who is no API user of its application.",
    """
    A grant reaches the API users that its application names. For anybody else it does nothing.
    """)

  static let dedicatedTrader = DiagnosticCode(
    "dedicated-trader", "A dedicated user is authorized as a trader.",
    """
    Dedicated users are for the Broker API and belong to nobody in particular. The Trading API \
    is for persons.
    """)

  static let personAPIUser = DiagnosticCode(
    "person-api-user", "A broker application uses a person as API user.",
    """
    Keys of a person die with the person's login. A dedicated user outlives staff changes; the \
    key policy says how strictly that is held.
    """)

  static let licenceIncomplete = DiagnosticCode(
    "licence-incomplete", "The licence block of an institution is incomplete.",
    """
    In prod a licence that is held names its regulator, number and types, and one that is not \
    held says why. Elsewhere `held` is enough.
    """)

  static let licenceInactive = DiagnosticCode(
    "licence-inactive", "The licence of an institution is not in force.",
    """
    In prod nothing but reading works without a licence in force.
    """)

  static let retailAccountType = DiagnosticCode(
    "retail-account-type", "A retail account has a type that no key may reach.",
    """
    The key policy lists the types that retail keys may reach.
    """)

  static let whitelistMode = DiagnosticCode(
    "whitelist-mode", "The mode of an address list contradicts its entries.",
    """
    A restricted list names at least one entry; an unrestricted one names none, so that nobody \
    takes its entries for a limit.
    """)

  static let entryCovered = DiagnosticCode(
    "entry-covered", "An address block lies inside another one of the same list.",
    """
    The inner block adds nothing. It may be left from a narrowing that was forgotten.
    """)

  static let entryDead = DiagnosticCode(
    "entry-dead", "An address block lies outside the institution's own list.",
    """
    Both levels must match, so addresses outside the institution-wide list never get in.
    """)

  static let entryExpired = DiagnosticCode(
    "entry-expired", "An address block has ended.",
    """
    An entry whose validUntil has passed admits nobody.
    """)

  static let blockTooWide = DiagnosticCode(
    "block-too-wide", "An address block is wider than the key policy allows.",
    """
    Wide blocks defeat the purpose of a list. ip.minPrefix of the key policy sets the shortest \
    prefix.
    """)

  static let listTooLong = DiagnosticCode(
    "list-too-long", "An address list has more entries than the key policy allows.",
    """
    ip.maxEntries of the key policy sets the limit.
    """)

  static let specialAddresses = DiagnosticCode(
    "special-addresses", "An address block overlaps special-purpose addresses.",
    """
    Documentation, private and other special-purpose addresses never reach the broker from the \
    internet. ip.classes of the key policy says what is allowed where.
    """)

  static let networksEmpty = DiagnosticCode(
    "networks-empty", "Address lists of two levels have nothing in common.",
    """
    Calls must come from an address that every level admits. These levels admit none together, \
    so nobody could ever call.
    """)

  static let policyLoosens = DiagnosticCode(
    "policy-loosens", "The key policy of a tier is looser than the default one.",
    """
    Nearer policies may only tighten. The default policy is the one to loosen, openly and for \
    all.
    """)

  static let overlapTooLong = DiagnosticCode(
    "overlap-too-long", "A key policy lengthens the overlap of a reset.",
    """
    The old secret lives ten days after a reset at most; a policy may shorten that.
    """)

  static let tooManyUsers = DiagnosticCode(
    "too-many-users", "An institution has more users than its key policy allows.",
    """
    usersPerInstitution of the key policy sets the limit.
    """)

  static let oneAdmin = DiagnosticCode(
    "one-admin", "An open institution has a single admin.",
    """
    When that person leaves, nobody is left to manage its users.
    """)

  static let validityReversed = DiagnosticCode(
    "validity-reversed", "A period ends before it begins.",
    """
    validFrom is the first instant inside, validUntil the first after it.
    """)

  static let validityPast = DiagnosticCode(
    "validity-past", "A period has ended.",
    """
    Its validUntil has passed, so it has no effect.
    """)

  static let scopeNotAcknowledged = DiagnosticCode(
    "scope-not-acknowledged", "Access to every account is not acknowledged.",
    """
    accountScope all-portal-accounts reaches every account, also later ones. `acknowledged: \
    true` says that this is meant.
    """)

  static let scopeAccounts = DiagnosticCode(
    "scope-accounts", "The accounts of an authorization do not fit its scope.",
    """
    accountScope listed names accounts; all-portal-accounts names none.
    """)

  static let deskAndFields = DiagnosticCode(
    "desk-and-fields",
    "An authorization has not one source of its rights: a desk or its own fields.",
    """
    Rights come from the desk, or from application, accountScope and endpoints of the \
    authorization itself: all of them, and never beside a desk, so that one place says what a \
    trader may do.
    """)

  static let wildcardGrants = DiagnosticCode(
    "wildcard-grants", "A wildcard grants endpoints of a class that must be named.",
    """
    Catalogues grow, and a prefix silently grants what is added to it. The key policy says \
    which classes a wildcard may grant.
    """)

  static let segregation = DiagnosticCode(
    "segregation", "A grant combines permission sets that must be kept apart.",
    """
    One principal that reaches both sets could complete a fraud alone, such as opening an \
    account and paying out of it.
    """)

  static let testCaseShape = DiagnosticCode(
    "test-case-shape", "An access test case does not say whom and what it asks about.",
    """
    A case names a principal, or a user with its institution, or a `where`; and an endpoint, or \
    a `where`. In a test of an institution the user is of that institution. A `reason` is one of \
    those that `mandate check` gives, and one to deny unless the case expects `allow`.
    """)

  static let testPrincipalUnknown = DiagnosticCode(
    "test-principal-unknown", "An access test names a principal or user that does not exist.",
    """
    Nobody can do anything in the name of a principal that does not exist, so a `deny` case about \
    it passes whatever happens, and an `allow` case fails. A test of an institution sees the \
    principals of that institution only. To forbid something to whoever comes, write a `where`.
    """)

  package static let ruleCodes: [DiagnosticCode] = [
    .leiDuplicate, .emailDuplicate, .emailElsewhere, .accountDuplicate,
    .optionLevelAboveMaster, .accountNotProprietary, .userNotActive, .apiUserNotActive,
    .apiUserOutsideApplication,
    .dedicatedTrader, .personAPIUser, .licenceIncomplete, .licenceInactive,
    .retailAccountType, .whitelistMode, .entryCovered, .entryDead, .entryExpired,
    .blockTooWide, .listTooLong, .specialAddresses, .networksEmpty, .policyLoosens,
    .overlapTooLong, .tooManyUsers, .oneAdmin, .validityReversed, .validityPast,
    .scopeNotAcknowledged, .scopeAccounts, .deskAndFields, .wildcardGrants, .segregation,
    .testCaseShape, .testPrincipalUnknown,
  ]
}
