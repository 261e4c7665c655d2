package import Diagnostics

extension DiagnosticCode {
  package static let keyStep = DiagnosticCode(
    "key-step", "A step of a key is not due as things stand.",
    """
    A key application is registered, then its first secret is generated, then it is reset as often as \
    its owner likes, and deleted at last. Whatever ended it, the end is final: another one is \
    registered, and the name is free again.
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
      .stopStands, .stopSide, .calendarMalformed, .keyStep,
    ] + oversightCodes
}
