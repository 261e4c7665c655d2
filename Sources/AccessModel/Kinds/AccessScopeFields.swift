/// What a desk says of its traders, and an authorization without a desk of its own user.
enum AccessScopeFields {
  /// The fields, of which the scope and the endpoints are as needed as `presence` says.
  static func fields(_ presence: Field.Presence) -> [Field] {
    [
      Field(
        "accountScope", .choice(["all-portal-accounts", "listed"]), presence,
        "all-portal-accounts reaches every proprietary account, also later ones, and must "
          + "be acknowledged; listed reaches the accounts named."),
      Field(
        "acknowledged", .boolean, .optional,
        "true with all-portal-accounts: the admin knows that every account is reached."),
      Field(
        "accounts", .list(of: .reference(.account)), .optional,
        "The accounts of accountScope listed."),
      Field(
        "endpoints", .list(of: .selector), presence,
        "What may be called, within what the application asked for."),
      Field(
        "ipWhitelists", .list(of: .reference(.ipWhitelist)), .optional,
        "The lists of addresses that calls may come from; without any, every address."),
    ]
  }
}
