package import Diagnostics

extension DiagnosticCode {
  package static let accessModelCodes = textCodes + addressCodes

  private static let textCodes: [DiagnosticCode] = [
    .nameMalformed, .regionMalformed, .timeNotInstant, .timeMalformed, .timeOutOfRange,
    .durationMalformed, .leiMalformed, .leiCheckDigits, .emailMalformed, .countryUnknown,
    .sha256Malformed, .endpointIDMalformed, .endpointMethodUnknown, .endpointPathMalformed,
    .textEmpty, .textTooLong, .textNotDisplayable, .textNotNormalized, .secretInText,
  ]

  package static let nameMalformed = DiagnosticCode(
    "name-malformed", "A name is not a DNS label.",
    """
    Names stand in addresses, URLs and file names, so they are 1 to 63 of a-z, 0-9 and hyphen, \
    begin with a letter and end with a letter or digit. Titles for people have fields of their own.
    """)

  package static let regionMalformed = DiagnosticCode(
    "region-malformed", "A region is not a short lower-case word.",
    "Regions such as hk or us are compared byte by byte: 1 to 63 of a-z, 0-9 and inner hyphens.")

  package static let timeNotInstant = DiagnosticCode(
    "time-not-instant", "A day stands where an instant is needed.",
    """
    Access begins and ends at a second, not on a day: a day begins at different moments in Hong \
    Kong and in New York, and people disagree whether its last hour counts. The help shows the \
    instants that the day may have meant; write one of them.
    """)

  package static let timeMalformed = DiagnosticCode(
    "time-malformed", "A time is not an RFC 3339 instant in whole seconds.",
    """
    Write the day, T, the time to the second, and Z or the offset from UTC, such as \
    2026-11-20T17:00:00+08:00. Fractions of a second, leap seconds, the offset -00:00 and \
    lower-case letters are refused, because programs disagree about them.
    """)

  package static let timeOutOfRange = DiagnosticCode(
    "time-out-of-range", "A time lies outside the years 1970 to 9999 of UTC.",
    "A bound that is never reached is written by leaving the field out.")

  package static let durationMalformed = DiagnosticCode(
    "duration-malformed", "A duration is not of the ISO 8601 form P10D or PT24H.",
    """
    Durations are counted in days of 86 400 seconds, hours, minutes and seconds, or in weeks \
    alone. Years and months are refused, because their length depends on where they start.
    """)

  package static let leiMalformed = DiagnosticCode(
    "lei-malformed", "A legal entity identifier is not 18 of A-Z and 0-9 and two digits.",
    "ISO 17442 fixes the form. Lower case is refused so that one entity has one spelling.")

  package static let leiCheckDigits = DiagnosticCode(
    "lei-check-digits", "The check digits of a legal entity identifier do not fit.",
    """
    The last two digits are a sum (ISO 7064 MOD 97-10) over the first 18 characters. When they do \
    not fit, any character may be the wrong one: compare with the register, not with the help.
    """)

  package static let emailMalformed = DiagnosticCode(
    "email-malformed", "An e-mail address is not of the plain form name@host.example.",
    """
    Addresses identify people, so only the plain ASCII form is taken: no quoted parts, comments, \
    display names or address literals, at most 64 bytes before the @ and 254 in all. Two \
    addresses that differ in letter case only are one.
    """)

  package static let countryUnknown = DiagnosticCode(
    "country-unknown", "A country is not an assigned two-letter code of ISO 3166-1.",
    "Codes are two upper-case letters. GB stands for the United Kingdom; UK is not assigned.")

  package static let sha256Malformed = DiagnosticCode(
    "sha256-malformed", "A SHA-256 digest is not 64 lower-case hexadecimal digits.",
    "One digest has one spelling, so that digests can be compared byte by byte.")

  package static let endpointIDMalformed = DiagnosticCode(
    "endpoint-id-malformed", "An endpoint id is not of the form trade.order.place.",
    """
    Ids are words of a-z, 0-9 and underscore with single dots between, at least two words, the \
    first beginning with a letter. Selectors such as trade.order.* rely on the dots.
    """)

  package static let endpointMethodUnknown = DiagnosticCode(
    "endpoint-method-unknown", "An endpoint's method is not one that catalogues use.",
    "Methods are upper-case HTTP methods, or GRPC, MQTT or WS for the protocols beside HTTP.")

  package static let endpointPathMalformed = DiagnosticCode(
    "endpoint-path-malformed", "An endpoint's path is neither a path nor a note in parentheses.",
    """
    Paths begin with a slash and are plain ASCII without query, fragment or dot segments; a \
    parameter is one segment such as {id}. Where a protocol has no paths, a short note in \
    parentheses says what is called, such as (account events).
    """)

  package static let textEmpty = DiagnosticCode(
    "text-empty", "A text is empty.",
    "An empty text looks like a forgotten one. Leave the field out when there is nothing to say.")

  package static let textTooLong = DiagnosticCode(
    "text-too-long", "A text is longer than its field takes.",
    "Texts are shown on one line of plans and audit records. Keep long ones in a ticket.")

  package static let textNotDisplayable = DiagnosticCode(
    "text-not-displayable", "A text holds characters that people cannot see or tell apart.",
    """
    Controls, direction overrides, invisible characters and unusual spaces can make a text read \
    as another one in a review. Texts for people are one line of visible characters and spaces.
    """)

  package static let textNotNormalized = DiagnosticCode(
    "text-not-normalized", "A text is not in Unicode form NFC.",
    """
    Letters with accents can be written as one character or as two. Texts that look equal must be \
    equal byte by byte, in the store and in digests, so only the composed form is taken.
    """)

  package static let secretInText = DiagnosticCode(
    "secret-in-text", "A text looks like a secret, a hash, a one-time code or a password.",
    """
    Manifests are read by many people and kept forever in git, so they hold no secrets. If it is \
    one, treat it as leaked: revoke it, then remove it from the history. If it is not, write it \
    in words that do not look like one.
    """)

  private static let addressCodes: [DiagnosticCode] = [
    .ipMalformed, .ipZone, .ipMapped, .ipRange, .cidrPrefix, .cidrNetmask, .cidrHostBits,
    .cidrNAT64,
  ]

  package static let ipMalformed = DiagnosticCode(
    "ip-malformed", "A text is not an internet address.",
    """
    IPv4 addresses are four decimal numbers without leading zeros; IPv6 addresses are any \
    spelling of RFC 4291. Octal, hexadecimal and short forms are refused, because programs \
    read them as different addresses. Host names are never looked up.
    """)

  package static let ipZone = DiagnosticCode(
    "ip-zone", "An address has a zone id.",
    "A zone such as %eth0 names an interface of one machine and means nothing to another.")

  package static let ipMapped = DiagnosticCode(
    "ip-mapped", "An IPv4 address is written inside an IPv6 one.",
    """
    An address such as ::ffff:203.0.113.7 is the IPv4 address at its end, but lists of IPv4 \
    blocks would not match it. Write the IPv4 address.
    """)

  package static let ipRange = DiagnosticCode(
    "ip-range", "A range of addresses stands where a block is needed.",
    "Lists take blocks such as 203.0.113.0/26. The help shows the fewest blocks of a short range.")

  package static let cidrPrefix = DiagnosticCode(
    "cidr-prefix", "A prefix length is not a plain number that fits the address.",
    "Write 0 to 32 for IPv4 and 0 to 128 for IPv6, without sign and leading zeros.")

  package static let cidrNetmask = DiagnosticCode(
    "cidr-netmask", "A netmask stands where a prefix length is needed.",
    "Netmasks and host masks look alike: /0.0.0.255 and /255.255.255.0. Write the prefix length.")

  package static let cidrHostBits = DiagnosticCode(
    "cidr-host-bits", "A block has bits set past its prefix.",
    """
    A text such as 203.0.113.7/24 is read by some as one address and by others as the whole \
    block, which is 256 times wider. Write the one that is meant.
    """)

  package static let cidrNAT64 = DiagnosticCode(
    "cidr-nat64", "A block lies in the range of NAT64 translators.",
    """
    Addresses in 64:ff9b::/96 stand for IPv4 hosts behind a translator, so they would let in \
    hosts that the list of IPv4 blocks leaves out. Write the IPv4 block.
    """)
}
