/// The forms of text that fields hold; reading makes each canonical or says what is wrong with it.
package enum TextForm: Sendable, Equatable {
  /// One line for people, at most so many bytes of UTF-8.
  case line(bytesMax: Int)
  /// An identifier given by others: printable ASCII without spaces.
  case identifier(bytesMax: Int)
  case name
  case email
  case legalEntityIdentifier
  case country
  case instant
  case duration
  case endpointID
  case httpMethod
  case path
  case region
  case sha256
  case addressBlock
  case address
  /// An OpenSSH public key line.
  case signingKey
  /// The address of a principal (model, section 4).
  case principal
  /// An expression of the query language.
  case query
}
