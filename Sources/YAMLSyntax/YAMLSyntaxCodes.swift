package import Diagnostics

extension DiagnosticCode {
  package static let yamlSyntax = DiagnosticCode(
    "yaml-syntax", "The file is not valid YAML.",
    """
    The reader could not make sense of the text at the marked place. Frequent causes are a quote \
    or bracket that is never closed, a line that is indented by one space too many or too few, a \
    tab used as indentation, and text that holds `: ` or ` #` without quotes. Only the first such \
    problem of a file is reported, because everything after it would be guesswork.
    """)
  package static let yamlIndentation = DiagnosticCode(
    "yaml-indentation", "A continued line is not indented far enough.",
    """
    A value in brackets or quotes that goes on over several lines must be indented deeper than the \
    key it belongs to, with spaces. Some readers are lenient here and others are not, so such a \
    file would mean something in one tool and be an error in another. Only the closing bracket \
    may stand in the column of its key.
    """)
  package static let yamlTab = DiagnosticCode(
    "yaml-tab", "A tab stands outside of a quoted text.",
    """
    YAML never allows tabs in the indentation, and its readers disagree about tabs elsewhere: some \
    skip them, some refuse the file. Use spaces between keys, values and comments. Inside quotes, \
    in a `|` text and in comments a tab may stand; `"\\t"` makes it visible.
    """)
  package static let yamlComment = DiagnosticCode(
    "yaml-comment", "A comment must have a space before its `#`.",
    """
    YAML begins a comment only at a `#` that stands at the start of a line or after a space. \
    Directly after a bracket, a comma or a quote, some readers see a comment and others an error. \
    Put a space before the `#`, or quote the text when the `#` belongs to it.
    """)
  package static let yamlIndicator = DiagnosticCode(
    "yaml-indicator", "A `-`, `?` or `:` stands where readers of YAML disagree about it.",
    """
    These signs are punctuation when a space follows and part of the text when it does not, and \
    inside brackets readers draw that line in different places. Put a space after the sign if it \
    is punctuation, or quote the whole text if it belongs to it.
    """)
  package static let yamlBlockScalar = DiagnosticCode(
    "yaml-block-scalar", "The blank lines of a `|` or `>` text are ambiguous.",
    """
    A block text takes its indentation from its first line that is not blank. Blank lines before \
    it must hold no spaces, or as many as that line, and the text must not end in a line of spaces \
    that the file leaves unfinished, because readers then disagree about the value. Remove the \
    spaces from the blank lines and end the file with a line break.
    """)
  package static let yamlEncoding = DiagnosticCode(
    "yaml-encoding", "The file is not encoded in UTF-8.",
    """
    Manifests are UTF-8. A file that begins with the byte order mark or the zero bytes of UTF-16 \
    or UTF-32 is refused as a whole. Save it as UTF-8; a UTF-8 byte order mark as the very first \
    bytes is accepted and ignored.
    """)
  package static let yamlInvalidUTF8 = DiagnosticCode(
    "yaml-invalid-utf8", "The file holds bytes that are not UTF-8.",
    """
    The marked bytes do not form a character in UTF-8: they are cut off, longer than needed, stand \
    for half of a surrogate pair, or come from another encoding such as Latin-1. Different tools \
    repair such bytes in different ways, so that they would not see the same text. Save the file \
    as UTF-8.
    """)
  package static let yamlControlCharacter = DiagnosticCode(
    "yaml-control-character", "The file holds a control character.",
    """
    Of the control characters only tab, line feed and carriage return may stand in a manifest, \
    written directly, in a comment or by an escape such as `"\\e"`. All others, the line and \
    paragraph separators included, can rewrite what a terminal shows or end a line for one tool \
    and not for another.
    """)
  package static let yamlInvisibleCharacter = DiagnosticCode(
    "yaml-invisible-character", "The file holds a character that nobody can see.",
    """
    Characters that turn the direction of writing, have no width, select a variant or are hidden \
    by design let a manifest look different from what it says, to its reviewer and in a plan. \
    They are refused in values, keys and comments, written directly or by an escape. A byte order \
    mark may stand once, as the first bytes of the file.
    """)
  package static let yamlNoncharacter = DiagnosticCode(
    "yaml-noncharacter", "The file holds a code point that is no character.",
    """
    Unicode reserves 66 code points, among them U+FFFE and U+FFFF, that never stand for text. \
    Tools drop or replace them, so that two tools would not see the same value.
    """)
  package static let yamlDuplicateKey = DiagnosticCode(
    "yaml-duplicate-key", "A mapping has the same key twice.",
    """
    Some readers keep the first value and some the last, and a reviewer may see only one of them. \
    Keys are compared after quotes, escapes and aliases are resolved, and also by what they look \
    like: an accented letter written as one character or as a letter and an accent is the same \
    key. Remove or rename one of the two.
    """)
  package static let yamlMergeKey = DiagnosticCode(
    "yaml-merge-key", "Merge keys are not supported.",
    """
    The key `<<` copies another mapping in YAML 1.1 and is an ordinary key in YAML 1.2, so that \
    the same file would grant different access in different tools. Write the fields out, use \
    `items` to share metadata, or an alias for a whole value. Quote the key if it is meant as text.
    """)
  package static let yamlTag = DiagnosticCode(
    "yaml-tag", "Tags are not supported.",
    """
    A tag such as `!!str` or `!custom` tells a reader which type to build. In a manifest the field \
    decides the type, and tags of other tools can run code in them. Remove the tag, and quote the \
    value if it is meant as text. A text that begins with `!` needs quotes.
    """)
  package static let yamlDirective = DiagnosticCode(
    "yaml-directive", "Directives are not supported.",
    """
    Lines such as `%YAML 1.1` or `%TAG` change how the rest of the file is read, while manifests \
    are read by one fixed set of rules. Remove the line. No line may begin with `%`; indent or \
    quote a text that does.
    """)
  package static let yamlComplexKey = DiagnosticCode(
    "yaml-complex-key", "A key must be a single text.",
    """
    YAML allows lists and mappings as keys, which no field of a manifest uses and many tools cannot \
    read. It is often a slip: braces of a template such as `{{ name }}` are read as a mapping \
    inside a mapping. Quote the text if it is meant as one.
    """)
  package static let yamlEmptyKey = DiagnosticCode(
    "yaml-empty-key", "A key must not be empty or null.",
    """
    A missing key, `""`, `~` and `null` are read as null, as an empty text or as a text by \
    different tools. Write the key in front of the `:`.
    """)
  package static let yamlUndefinedAlias = DiagnosticCode(
    "yaml-undefined-alias", "An alias names an anchor that is not defined before it.",
    """
    `*name` repeats the value marked `&name` earlier in the same document. Anchors do not reach \
    from one document into the next. A text that begins with `*` needs quotes.
    """)
  package static let yamlRecursiveAlias = DiagnosticCode(
    "yaml-recursive-alias", "An alias stands inside the value it repeats.",
    """
    A value that holds itself would never end. Move the alias out of the value marked with its \
    anchor.
    """)
  package static let yamlAnchor = DiagnosticCode(
    "yaml-anchor", "An anchor must have a plain name of its own.",
    """
    The name of an anchor or alias is made of ASCII letters, digits, `-` and `_`, is followed by a \
    space or line end, and stands for one value in its document. Defining it a second time would \
    let the same `*name` mean two things. A text that begins with `&` or `*` needs quotes.
    """)
  package static let yamlDepth = DiagnosticCode(
    "yaml-depth", "The file is nested too deeply.",
    """
    Lists and mappings may stand inside each other up to a fixed depth, aliases followed; no \
    manifest needs more than a tenth of it. The limit keeps a hostile file from using up the \
    reader's time and stack.
    """)
  package static let yamlFileSize = DiagnosticCode(
    "yaml-file-size", "The file is too large.",
    """
    A single file has a fixed largest size, so that no one file can occupy the reader. Split it \
    into several files; all files of a tree are read as one.
    """)
  package static let yamlScalarSize = DiagnosticCode(
    "yaml-scalar-size", "A single text is too long.",
    """
    One value or key has a fixed largest size, which no field of a manifest comes near. It is \
    often a quote that is closed much later than meant.
    """)
  package static let yamlNodeCount = DiagnosticCode(
    "yaml-node-count", "The file holds too many values.",
    """
    The values of a file are counted with every alias as a copy of what it repeats, because that \
    is the work they cause: a few lines of aliases of aliases can stand for billions of values. \
    Split the file, or write out less by alias.
    """)

  /// The codes of the YAML reader.
  package static let syntaxCodes: [DiagnosticCode] = [
    yamlSyntax, yamlIndentation, yamlTab, yamlComment, yamlIndicator, yamlBlockScalar, yamlEncoding,
    yamlInvalidUTF8, yamlControlCharacter, yamlInvisibleCharacter, yamlNoncharacter,
    yamlDuplicateKey, yamlMergeKey, yamlTag, yamlDirective, yamlComplexKey, yamlEmptyKey,
    yamlUndefinedAlias, yamlRecursiveAlias, yamlAnchor, yamlDepth, yamlFileSize, yamlScalarSize,
    yamlNodeCount,
  ]
}
