package import Diagnostics

extension DiagnosticCode {
  package static let keyStep = DiagnosticCode(
    "key-step", "A step of a key is not due as things stand.",
    """
    A key application is registered, then its first secret is generated, then it is reset as often as \
    its owner likes, and deleted at last. Whatever ended it, the end is final: another one is \
    registered, and the name is free again.
    """)

  package static let keyOwner = DiagnosticCode(
    "key-owner", "Somebody else's key would be acted on.",
    """
    Keys are registered, named, generated, reset and deleted by their owner alone: the user of the \
    authorization or Broker API application, or the retail client. Staff and admins can withdraw, \
    suspend and revoke, which is access and not the life of a key.
    """)

  package static let keyNotAuthorized = DiagnosticCode(
    "key-not-authorized", "A key is asked for without a live authorization.",
    """
    A key is registered, generated and reset only while its holder is alive: the institution is open, \
    the user active, the application approved and the authorization within its time; for retail the \
    client is active, the application approved and the account ACTIVE. The help names whom to ask.
    """)

  package static let keySuspended = DiagnosticCode(
    "key-suspended",
    "A key is asked for while its holder or the key itself is suspended or revoked.",
    """
    A suspension keeps the secrets, and tails of resets run on, but nothing new is made until it is \
    lifted. A key can be deleted all the same.
    """)

  package static let textNotAccepted = DiagnosticCode(
    "text-not-accepted", "The owner has not accepted a text as it is now.",
    """
    Each product asks for texts that the owner accepts, version by version. A new version, or another \
    wording of the same one, makes an acceptance stale: live keys go on, and nothing is registered, \
    generated or reset until the text is accepted again.
    """)

  package static let textUnknown = DiagnosticCode(
    "text-unknown", "A text is named that is not in force, or not in that version.",
    """
    Only a text as it is now can be accepted. `mandate agreement list` names the texts in force, with \
    the products that need them.
    """)

  package static let textOwner = DiagnosticCode(
    "text-owner", "A text would be accepted for somebody else.",
    """
    Texts are accepted by the active owner of keys alone, as trader:INSTITUTION/USER or retail:NAME. \
    Nobody accepts for another.
    """)

  package static let keyName = DiagnosticCode(
    "key-name", "The name of a key is taken or too long.",
    """
    A name has at most 32 characters and is unique among the keys of one holder that did not end.
    """)

  package static let keyUnknown = DiagnosticCode(
    "key-unknown", "There is no key of that name.",
    """
    A key is named by its holder and the name that its owner gave it. A key that ended is none any \
    more, and its name is free again.
    """)

  package static let keyLimit = DiagnosticCode(
    "key-limit", "A user would have more keys than the key policy allows.",
    """
    `keysPerUser` of the key policy counts the key applications of a user in one institution that did \
    not end, with or without a secret.
    """)

  package static let keyOption = DiagnosticCode(
    "key-option", "What was chosen for a key does not fit.",
    """
    The rights of traders and API users follow the register; the owner may only restrict a key to \
    addresses. A retail key names one account, scopes, and either its addresses or that any may use it.
    """)

  package static let keyPolicy = DiagnosticCode(
    "key-policy", "What was chosen for a key goes against the key policy, or is unwise by it.",
    """
    The key policy bounds the addresses of a key, what a key may hold that any address can use, and the \
    types of retail accounts. What it refuses is not made; what it warns about is made and said.
    """)

  package static let presenceMissing = DiagnosticCode(
    "presence-missing", "The owner was not found present.",
    """
    A secret is made only after an SMS code and the trading password were checked by the store's \
    verifier. Outside prod, a store without one asks nothing and records `development`; in prod the \
    setting `verifier` must name a program. Only methods and outcome are recorded, never a code.
    """)

  package static let applicationStepOrder = DiagnosticCode(
    "application-step-order", "A step of an application is not due as things stand.",
    """
    An application goes through its states in order: submitted, under review, approved or rejected; a \
    Broker API application is assessed, qualified and tested before. The help names the step that is \
    owed now, and `mandate app status` lists it for every application.
    """)

  package static let applicationStepMissing = DiagnosticCode(
    "application-step-missing", "Prod asks for a step that nobody has recorded.",
    """
    In prod a Broker API application needs an assessment with its boundary, a qualification by \
    compliance and a recorded environment test before it is submitted and approved. Sandbox and uat \
    may skip them.
    """)

  package static let applicationNotReady = DiagnosticCode(
    "application-not-ready", "Something that an application needs is not there yet.",
    """
    Submitting needs one ACTIVE account, and in prod a complete licence of the institution. Approving \
    a Broker API application needs an active API user.
    """)

  package static let applicationChanged = DiagnosticCode(
    "application-changed", "An application is no longer what was submitted.",
    """
    An approval covers the content as it was submitted: every field of the application, not its name, \
    labels or reason. What was changed afterwards is submitted again, and the review begins again.
    """)

  package static let applicationUnchanged = DiagnosticCode(
    "application-unchanged", "What is submitted again is what was rejected, word for word.",
    """
    It is taken, for the reason of the rejection may lie outside of the application. If it does not, \
    change the application, apply it and submit it again.
    """)

  package static let applicantOnly = DiagnosticCode(
    "applicant-only", "Only the applicant submits an application.",
    """
    An institution's application is submitted by an active person of it with the portal function \
    openapi-application, a retail client's by the client. Staff decide and never submit.
    """)

  package static let staffRole = DiagnosticCode(
    "staff-role", "A staff member lacks the role that an act needs.",
    """
    Reviews are started and decided by role reviewer, qualified by compliance, assessed and tested by \
    reviewer or operations; what staff stopped is lifted by security. A store outside prod that \
    declares no StaffMember takes every staff actor's word.
    """)

  package static let reviewerIsSubmitter = DiagnosticCode(
    "reviewer-is-submitter", "Somebody would decide on their own submission.",
    """
    The reviewer of an application is never the person who submitted it. Persons are told apart by \
    their mail address, so that a staff member with a login at the client counts as one person.
    """)

  package static let stopImpossible = DiagnosticCode(
    "stop-impossible", "Something cannot be suspended or revoked by itself.",
    """
    Institutions, portal users, applications, authorizations and retail clients can be stopped without \
    a plan. Everything else changes by manifests.
    """)

  package static let stopStands = DiagnosticCode(
    "stop-stands", "A suspension or revocation is not as the command takes it to be.",
    """
    What is suspended or revoked already is not stopped again unless the new stop is stronger: staff's \
    is stronger than that of the institution's side, a revocation stronger than a suspension. Only \
    what is stopped can be resumed.
    """)

  package static let stopSide = DiagnosticCode(
    "stop-side", "A suspension or revocation is for others to lay or to lift.",
    """
    Staff stop anything, admins what belongs to their institution, retail clients themselves. A stop is \
    lifted by its own side or by staff; one by staff only by staff of role security. Nobody gives back \
    their own rights.
    """)

  package static let calendarMalformed = DiagnosticCode(
    "calendar-malformed", "A line of a working-day calendar cannot be read.",
    """
    Each line is a day without work with its name, such as `2026-12-25 Christmas Day`, or once \
    `weekend` with the weekdays of the weekend. Empty lines and lines that begin with # are left out.
    """)

  /// The codes of the lives of applications.
  package static let lifecycleCodes: [DiagnosticCode] =
    [
      .applicationStepOrder, .applicationStepMissing, .applicationNotReady, .applicationChanged,
      .applicationUnchanged, .applicantOnly, .staffRole, .reviewerIsSubmitter, .stopImpossible,
      .stopStands, .stopSide, .calendarMalformed, .keyStep, .keyOwner, .keyNotAuthorized,
      .keySuspended, .textNotAccepted, .textUnknown, .textOwner, .keyName, .keyUnknown, .keyLimit,
      .keyOption, .keyPolicy, .presenceMissing,
    ] + oversightCodes
}
