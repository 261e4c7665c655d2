package import Diagnostics

extension DiagnosticCode {
  static let identifierMalformed = DiagnosticCode(
    "identifier-malformed", "An identifier has a form that none has.",
    """
    Account numbers, types and codes of others are printable ASCII without spaces. Case and leading \
    zeros matter and are kept as written.
    """)

  static let signingKeyMalformed = DiagnosticCode(
    "signing-key-malformed", "A signing key is not an OpenSSH public key.",
    """
    signingKeys hold public keys in the one-line form of a .pub file. They verify the approvals of \
    plans; a private key never belongs into a manifest.
    """)

  package static let principalMalformed = DiagnosticCode(
    "principal-malformed", "A principal has another address than this.",
    """
    A principal is TraderAuthorization/INSTITUTION/NAME, BrokerApplication/INSTITUTION/NAME/USER or \
    RetailClient/NAME/KEYNAME.
    """)

  static let selectorMalformed = DiagnosticCode(
    "selector-malformed", "An endpoint selector has none of the four forms.",
    """
    Endpoints are selected by an exact id (trade.order.place), by a prefix that ends in .* (any id \
    below it), by set:NAME for a PermissionSet, or by "*" for every endpoint of the catalogue.
    """)

  static let queryMalformed = DiagnosticCode(
    "query-malformed", "A query cannot be read.",
    """
    A query compares fields with =, !=, <, >, in (a,b) or ~ (a glob) and joins comparisons with and, \
    or, not and parentheses: kind=Desk and institution in (harbour, meridian) and not name~test*.
    """)

  static let cidrSpelling = DiagnosticCode(
    "cidr-spelling", "An address block is written in another than its usual spelling.",
    """
    Any RFC 4291 spelling of an IPv6 address is accepted; the register keeps the form of RFC 5952, so \
    that equal blocks read alike. Writing that form in the manifest keeps diffs quiet.
    """)

  /// The codes of the model's own forms.
  package static let modelCodes: [DiagnosticCode] = [
    .identifierMalformed, .signingKeyMalformed, .principalMalformed, .selectorMalformed,
    .queryMalformed, .cidrSpelling,
  ]
}
