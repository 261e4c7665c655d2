import Diagnostics

/// The names that plans, refusals and `check` print in brackets, explained as codes are.
enum RuleWords {
  static let all = guardrails + reasons + refusals

  /// What a plan is held against; most can be lifted.
  static let guardrails: [DiagnosticCode] = [
    DiagnosticCode(
      "empty-input", "A tree that declares nothing would delete all that it owns.",
      """
      A wrong folder or a `manifests` entry that matches nothing reads as an empty tree. If all \
      of it is really to go: --lift empty-input with --reason.
      """),
    DiagnosticCode(
      "last-admin", "An institution would have no active person with user-management left.",
      """
      Nobody on its side could then change anything. Name another admin first, or have staff do \
      it with --lift last-admin and --reason.
      """),
    DiagnosticCode(
      "last-principal", "An institution would have no principal left that can call anything.",
      """
      Its trading programs stop all at once. Where that is meant, such as an institution that \
      leaves: --lift last-principal with --reason.
      """),
    DiagnosticCode(
      "likely-rename", "A deletion and a creation look like one resource under a new name.",
      """
      A deletion ends keys, approvals and history that a rename keeps. Say metadata.renamedFrom, \
      or --lift likely-rename with --reason where it is really another one.
      """),
    DiagnosticCode(
      "maxNewlyExposedKeys",
      "More live keys would gain access than the project allows in one plan.",
      """
      Keys that are in use gain at once, without anybody making a new one. Split the change, \
      raise the limit in mandate.yaml, or --lift maxNewlyExposedKeys with --reason.
      """),
    DiagnosticCode(
      "maxRemovals", "More resources would be deleted than the project allows in one plan.",
      """
      Most often a folder is missing or a branch is old. Split the change, raise the limit in \
      mandate.yaml, or --lift maxRemovals with --reason.
      """),
    DiagnosticCode(
      "own-lockout", "Whoever applies would lose the right to undo what they apply.",
      """
      Staff would lose the role operations, or an admin their own person. Have somebody else \
      apply it, or --lift own-lockout with --reason.
      """),
    DiagnosticCode(
      "protected", "The project protects what would be deleted.",
      """
      What `protected` of mandate.yaml lists, and what any earlier apply of the tree listed, is \
      not deleted by accident: --lift protected=ADDRESS with --reason.
      """),
    DiagnosticCode(
      "requireReason", "A change that widens access or deletes has no metadata.reason.",
      """
      It warns and never refuses: write why in metadata.reason, which history and audit log show.
      """),
  ]

  /// Why `check` answers as it does.
  static let reasons: [DiagnosticCode] = [
    DiagnosticCode(
      "bad-request", "The question itself is wrong.",
      """
      A field is missing or has a wrong form, or an account-scoped endpoint is asked for without \
      an account. `check` decides nothing of such a question.
      """),
    DiagnosticCode(
      "unknown-key", "No key is known by what was presented.",
      """
      The token has a wrong form or checksum, or its hash is not in the store; a key of another \
      environment is unknown here.
      """),
    DiagnosticCode(
      "key-expired", "The key, or this secret of it, is at its end.",
      """
      It was deleted, revoked or reset longer ago than the overlap, its time is over, or its \
      secret was never delivered. See mandate key show, and mandate key reset.
      """),
    DiagnosticCode(
      "unknown-endpoint", "The catalogue has no such endpoint in force.",
      """
      It was never in it, was removed, or belongs to other regions. See mandate get \
      EndpointCatalogue.
      """),
    DiagnosticCode(
      "suspended", "Access was stopped, or the institution is not open.",
      """
      An emergency stop is in force, or the institution's state is not one in which anybody \
      trades. See mandate describe ADDRESS; mandate resume lifts a stop.
      """),
    DiagnosticCode(
      "not-authorized", "There is no such principal, or its person is not active.",
      """
      The authorization or grant was withdrawn or never written, or the person is no longer \
      active.
      """),
    DiagnosticCode(
      "application-not-approved", "The application that the access rests on is not approved.",
      """
      See where it stands with mandate app status. What is submitted anew keeps what was approved \
      before.
      """),
    DiagnosticCode(
      "outside-validity", "It is not yet, or no longer, valid.",
      """
      The time lies before validFrom or after validUntil of something the access rests on. \
      mandate access explain says which.
      """),
    DiagnosticCode(
      "endpoint-not-granted", "The principal has no grant of this endpoint.",
      """
      Some list that its access passes through does not hold the endpoint: what is requested, \
      approved, granted to the desk or authorized. mandate access explain PRINCIPAL says which \
      one, and what to write.
      """),
    DiagnosticCode(
      "account-not-permitted", "The principal may not act on this account.",
      """
      The account is unknown, or is none of the desk's or the authorization's accounts. mandate \
      access explain names the list.
      """),
    DiagnosticCode(
      "address-not-listed", "The call comes from an address that is not listed.",
      """
      The whitelists of the access do not hold the caller's address. mandate access explain names \
      them.
      """),
    DiagnosticCode(
      "allowed", "The call may be made.",
      """
      Every rule that the access passes through lets it pass. mandate access explain shows them \
      all.
      """),
    DiagnosticCode(
      "state-unavailable", "The store could not be read, and so the answer is deny.",
      """
      What cannot be looked up is not allowed. See mandate doctor and mandate store status.
      """),
  ]

  /// Why somebody may not do something.
  static let refusals: [DiagnosticCode] = [
    DiagnosticCode(
      "actor", "Whoever acts is not one who does this.",
      """
      Staff apply staff trees, admins their institution's tree, traders and retail clients look \
      after their own keys, and a job acts for a person who is named with --on-behalf-of.
      """),
    DiagnosticCode(
      "owner-unregistered", "The tree is not registered as an owner in this store.",
      """
      Only registered trees write, each what it may own: mandate owner register NAME, with \
      --institution for an institution's tree.
      """),
    DiagnosticCode(
      "bootstrap", "The first apply to a store comes from staff.",
      """
      It registers the tree, so that from then on it is known who may do what. In prod whoever \
      applies is an active StaffMember of the tree itself.
      """),
    DiagnosticCode(
      "owner-actor", "An admin applies only the tree of the own institution.",
      """
      Act as an admin of that institution, or as staff.
      """),
    DiagnosticCode(
      "admin-role", "The person is no active admin.",
      """
      Only an active PortalUser with the function user-management applies an institution's tree.
      """),
    DiagnosticCode(
      "self-grant", "Somebody would raise their own rights.",
      """
      An admin gives no function or access to the own person. Another admin, or staff, applies \
      it.
      """),
    DiagnosticCode(
      "second-person", "In prod this needs the approval of a second person.",
      """
      Save the plan with --out, have it approved with mandate approve, and apply it with \
      --approval; docs/approvals.md says it all.
      """),
    DiagnosticCode(
      "approval-unneeded", "The plan needs no such approval.",
      """
      An approval that nothing asks for is refused, so that nobody thinks it did something.
      """),
    DiagnosticCode(
      "approval-other-plan", "The approval was given to another plan.",
      """
      It names the digest of one plan. Whatever changes the effect changes the digest, and is \
      approved anew.
      """),
    DiagnosticCode(
      "approval-other-store", "The approval was given for another store.",
      """
      It names the lineage of the store that the approver saw.
      """),
    DiagnosticCode(
      "approval-expired", "The approval is too old.",
      """
      Have it given again with mandate approve.
      """),
    DiagnosticCode(
      "approval-incomplete", "The approval does not speak of everything that the plan needs.",
      """
      The plan has come to need more since it was given. Have it given again.
      """),
    DiagnosticCode(
      "approval-signature", "The signature does not hold.",
      """
      The file was changed, or another key made it. Nothing in the file is trusted before.
      """),
    DiagnosticCode(
      "approver-not-second",
      "The approver is the same person as the author, or shares a key with somebody.",
      """
      A second person is somebody else, with a key of their own.
      """),
    DiagnosticCode(
      "approver-unknown", "The store does not know the approver.",
      """
      Approvals come from active staff and admins of the register.
      """),
    DiagnosticCode(
      "approver-role", "The approver can give none of these approvals.",
      """
      Each required approval says by whom: mandate show PLANFILE.
      """),
    DiagnosticCode(
      "approver-key", "The key is not one of the approver's in the store.",
      """
      Signing keys stand in the register with their person; that of the store counts, not that of \
      the plan.
      """),
  ]
}
