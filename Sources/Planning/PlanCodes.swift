package import Diagnostics

extension DiagnosticCode {
  package static let notOwner = DiagnosticCode(
    "not-owner", "A tree declares what it may not own.",
    """
    Every resource has one owner, and an owner touches only its own. A staff tree may own anything; \
    the tree of an institution only the kinds of its admins, of that institution. `mandate adopt` \
    hands over what another tree owns.
    """)

  package static let deleteReferenced = DiagnosticCode(
    "delete-referenced", "Something is deleted that another resource still refers to.",
    """
    A deletion may not leave a reference that leads nowhere. Change or delete the resource that \
    refers to it first, or in the same plan when the same tree owns it.
    """)

  package static let orderCycle = DiagnosticCode(
    "order-cycle", "Changes wait for each other in a circle.",
    """
    Dependencies are made before their dependents and removed after them. When changes need each \
    other there is no such order; the message names the path. Do it in two plans.
    """)

  package static let deploymentMismatch = DiagnosticCode(
    "deployment-mismatch", "The manifests are written for another environment or region.",
    """
    A store holds one environment of one region for good. Nothing crosses: manifests for another one \
    are refused before anything else is looked at.
    """)

  package static let registerUnreadable = DiagnosticCode(
    "register-unreadable", "A stored resource cannot be read back.",
    """
    What the store holds is not the canonical form of a resource that this program knows. Either a \
    newer version wrote it, or it was changed outside mandate: run `mandate audit verify`.
    """)

  package static let targetUnknown = DiagnosticCode(
    "target-unknown", "A target names nothing that is declared.",
    "`--target` takes the addresses of declared resources, as `mandate get -o name` prints them.")

  package static let adoptUndeclared = DiagnosticCode(
    "adopt-undeclared", "A tree would take over what it does not declare.",
    """
    An owner prunes what its tree does not declare, so that what it took over would be deleted by its \
    next apply. Move the manifest to the tree that takes it over, and run `mandate adopt` there.
    """)

  package static let adoptUnstored = DiagnosticCode(
    "adopt-unstored", "Something would be taken over that the store does not hold.",
    """
    Only what another owner has in the store can be taken over. What is declared and not there yet is \
    created by `mandate plan` and `mandate apply`.
    """)

  package static let adoptDiffers = DiagnosticCode(
    "adopt-differs", "A tree would take over something that it declares otherwise.",
    """
    `mandate adopt` changes who owns a resource and nothing in it, so that nobody's access moves \
    unseen. Declare it as the store has it (`mandate export` writes it), take it over, and make the \
    change with `mandate plan` and `mandate apply`, which show what it means.
    """)

  package static let planMalformed = DiagnosticCode(
    "plan-malformed", "A plan file is not a plan.",
    """
    A plan file is the JSON document that `mandate plan --out` writes. It is read strictly: unknown \
    members, other formats and resources that no manifest could declare are refused.
    """)

  package static let planEdited = DiagnosticCode(
    "plan-edited", "A plan file is not as it was written.",
    """
    The digest of the file does not fit its content, or what follows from its changes is not what it \
    says. Make a new plan.
    """)

  /// The codes of planning.
  package static let planCodes: [DiagnosticCode] = [
    .notOwner, .deleteReferenced, .orderCycle, .deploymentMismatch, .registerUnreadable,
    .targetUnknown, .adoptUndeclared, .adoptUnstored, .adoptDiffers, .planMalformed, .planEdited,
    .keysNeglected,
  ]
}
