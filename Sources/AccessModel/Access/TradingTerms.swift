import Diagnostics

/// What an authorization says, or the desk in its place.
struct TradingTerms {
  let application: Text?
  let endpoints: [Text]
  let lists: [Text]
  /// Nil when every proprietary account is reached.
  let listedAccounts: [Text]?

  init(_ authorization: Resource, desk: Resource?) {
    if authorization[TraderAuthorizationFields.desk].isAbsent {
      typealias Fields = TraderAuthorizationFields
      application = authorization[Fields.application].text
      endpoints = authorization[Fields.endpoints].texts
      lists = authorization[Fields.ipWhitelists].texts
      listedAccounts = Self.listed(
        authorization[Fields.accountScope], authorization[Fields.accounts])
    } else {
      typealias Fields = DeskFields
      application = desk?[Fields.application].text
      endpoints = desk?[Fields.endpoints].texts ?? []
      lists = desk?[Fields.ipWhitelists].texts ?? []
      listedAccounts = Self.listed(
        desk?[Fields.accountScope] ?? .absent, desk?[Fields.accounts] ?? .absent)
    }
  }

  private static func listed(_ scope: Value, _ accounts: Value) -> [Text]? {
    scope.text?.is("all-portal-accounts") == true ? nil : accounts.texts
  }
}
