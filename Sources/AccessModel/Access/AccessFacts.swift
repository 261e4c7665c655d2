package import Diagnostics

/// What each rule of section 4 of the model makes of one principal at one instant.
///
/// Effective access is these facts put together; decisions and explanations take them apart.
package struct AccessFacts: Sendable {
  package let principal: PrincipalAddress
  package let sources: AccessSources
  /// The portal user or retail client behind it.
  package let user: Text
  /// Rule 1: the first reason why the principal is not alive, or nil.
  package let obstacle: AccessReason?
  /// Rule 2: what the authorization, its desk or the grants alive now name.
  package let granted: EndpointSet
  /// What grants that are not alive now would add.
  package let grantedAtOtherTimes: EndpointSet
  /// Within the request, the approval and the boundary of the application.
  package let approved: EndpointSet
  /// Within the tier; nil when the institution has none.
  package let ceiling: EndpointSet?
  /// Rule 3.
  package let isLicensed: Bool
  /// Rule 4.
  package let accounts: AccountsByClass
  /// Rule 5.
  package let networks: AddressSet
  package let validFrom: Instant?
  package let validUntil: Instant?
}

/// The resources that the access of a principal reads.
package struct AccessSources: Sendable {
  package let institution: Resource?
  package let tier: Resource?
  package let user: Resource?
  package let authorization: Resource?
  package let desk: Resource?
  package let application: Resource?
  /// The grants that name the user, alive or not.
  package let grants: [Resource]
  /// The lists of the desk, authorization or application.
  package let lists: [Text]
  /// The selectors of the application's assessment; none where none was recorded.
  package let boundary: [Text]
  /// The accounts listed; nil when every account of the institution is read.
  package let listedAccounts: [Text]?
  /// Retail: the client, who is person and application in one.
  package let client: Resource?
  /// Retail: the key application that the principal is.
  package let key: KeyRecord?

  /// The selectors that decide about endpoints; none for retail, whose endpoints are frozen.
  package var selectors: [Text] {
    let granting =
      (desk ?? authorization).map { [$0] } ?? grants
    return granting.flatMap(\.grantedSelectors)
      + boundary + (application?.requestedSelectors ?? [])
      + (tier?[TierFields.endpoints].texts ?? [])
  }
}

extension AccessSources {
  /// What a retail key reads.
  init(client: Resource?, key: KeyRecord) {
    self.init(
      institution: nil, tier: nil, user: nil, authorization: nil, desk: nil, application: nil,
      grants: [], lists: [], boundary: [], listedAccounts: key.account.map { [$0] } ?? [],
      client: client, key: key)
  }
}

extension Resource {
  /// The selectors of a desk, authorization or grant.
  package var grantedSelectors: [Text] {
    switch kind {
    case .desk: self[DeskFields.endpoints].texts
    case .traderAuthorization: self[TraderAuthorizationFields.endpoints].texts
    case .endpointGrant: self[EndpointGrantFields.endpoints].texts
    default: []
    }
  }

  /// The selectors of an application of either kind.
  package var requestedSelectors: [Text] {
    switch kind {
    case .tradingApplication: self[TradingApplicationFields.requestedEndpoints].texts
    case .brokerApplication: self[BrokerApplicationFields.requestedEndpoints].texts
    default: []
    }
  }

  /// Whether an optional pair of bounds holds: `from <= now < until`.
  package func isWithin(_ from: Slot, _ until: Slot, at now: Instant) -> Bool {
    Value.isWithin(self[from], self[until], at: now)
  }
}

extension Value {
  /// Whether `from <= now < until`, where a bound that is absent holds.
  package static func isWithin(_ from: Value, _ until: Value, at now: Instant) -> Bool {
    (from.instant.map { $0 <= now } ?? true) && (until.instant.map { now < $0 } ?? true)
  }

  /// The instant of a field of that form.
  package var instant: Instant? { text.flatMap { try? Instant(parsing: $0) } }
}
