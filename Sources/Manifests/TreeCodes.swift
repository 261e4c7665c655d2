package import Diagnostics

extension DiagnosticCode {
  static let treeLink = DiagnosticCode(
    "tree-link", "A manifest tree holds a symbolic link.",
    """
    Links could lead out of what was reviewed, so neither files nor folders are followed \
    through one. Put the file itself there.
    """)

  static let treeSpecialFile = DiagnosticCode(
    "tree-special-file", "A manifest is a device, a socket or a pipe.",
    """
    Manifests are regular files. Anything else is refused, not skipped, because a skipped file \
    would read as a deletion.
    """)

  static let treeOutside = DiagnosticCode(
    "tree-outside", "A path of `manifests` leads out of the git work tree.",
    """
    What is applied must be what was reviewed, and reviews happen inside one git work tree. \
    Where there is none, the folder of mandate.yaml is the boundary.
    """)

  static let treeMissing = DiagnosticCode(
    "tree-missing", "A path of `manifests` leads nowhere.",
    """
    A missing folder would read as the deletion of everything in it, so it is an error.
    """)

  static let treeTooLarge = DiagnosticCode(
    "tree-too-large", "A file or the tree exceeds the limits of the reader.",
    """
    A file has at most 1 MiB, a tree at most 1 GiB in 100 000 files and 32 levels of folders, \
    so that no input can exhaust the machine. Split the file.
    """)

  static let treeUnreadable = DiagnosticCode(
    "tree-unreadable", "A file or folder cannot be read.",
    """
    The message names what the system said. Nothing is planned from a part of a tree.
    """)

  static let projectMissing = DiagnosticCode(
    "project-missing", "There is no project file.",
    """
    Commands look for mandate.yaml in the working folder and upward. `mandate init` writes \
    one; `--project FILE` names one.
    """)

  static let projectMalformed = DiagnosticCode(
    "project-malformed", "The project file is not one document of kind Project.",
    """
    mandate.yaml holds one document: apiVersion, kind Project, metadata.name and spec.
    """)

  static let projectMisplaced = DiagnosticCode(
    "project-misplaced", "A Project stands outside mandate.yaml.",
    """
    The project file is not a manifest: it says which manifests there are. It is the file \
    called mandate.yaml at the root of a tree.
    """)

  package static let treeCodes: [DiagnosticCode] = [
    .treeLink, .treeSpecialFile, .treeOutside, .treeMissing, .treeTooLarge, .treeUnreadable,
    .projectMissing, .projectMalformed, .projectMisplaced, .layoutLeftAlone,
  ]
}
