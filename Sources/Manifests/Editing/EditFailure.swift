package import Diagnostics

/// Why manifests cannot be edited as asked.
package enum EditFailure: Error {
  /// What is asked for cannot be said in these manifests.
  case wrong([Diagnostic])
  /// The edited text does not say what it should: our fault.
  case broken(String)
}

extension DiagnosticCode {
  package static let editShared = DiagnosticCode(
    "edit-shared", "A change would touch more resources than were meant.",
    """
    The labels of a document with `items` are those of all its items. To label some of them only, move \
    them to a document of their own first.
    """)

  package static let editEmpties = DiagnosticCode(
    "edit-empties", "A change would leave a list without an entry.",
    """
    An empty list is refused, and leaving the field out says something else: without `ipWhitelists`, for \
    instance, calls may come from every address. Remove the resource, or write what it shall have \
    instead.
    """)

  package static let editLayout = DiagnosticCode(
    "edit-layout", "A manifest is laid out in a way that bulk changes cannot edit.",
    """
    The place to edit is not what a manifest has there. Write it out by hand, or let mandate fmt lay out \
    the file first.
    """)

  package static let editCodes: [DiagnosticCode] = [.editShared, .editEmpties, .editLayout]
}
