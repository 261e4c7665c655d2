package import Diagnostics

/// Decides many calls of many principals at many instants, from one state of the register.
///
/// The same answers as `AccessView.decide`, remembering what principals come down to in each span
/// of time in which no rule changes. Not for use by two threads at a time.
package final class AccessDecider {
  private var register: AccessRegister
  private var calls: CallTable
  private var places: [Text: Int]
  private var bounds: TimeBounds
  private var keys: KeyIndex
  private var moments: [Int: Moment] = [:]
  private var latest: (instant: Instant, moment: Moment)?

  /// So many spans of time are remembered; a caller who names more pays for them again.
  private static let momentsMax = 256

  private final class Moment {
    let view: AccessView
    /// By the text of the address; only principals that there are, so that no caller can fill it.
    var gates: [Text: PrincipalGate] = [:]

    init(_ view: AccessView) { self.view = view }
  }

  package init(_ register: AccessRegister) {
    self.register = register
    calls = CallTable(register.table, region: register.deployment.region)
    places = Self.places(register.table)
    bounds = TimeBounds(register)
    keys = KeyIndex(register.keys)
  }

  /// Goes by other resources from now on: all of each institution named, and all that belong to none
  /// where `common` is given.
  ///
  /// - Complexity: what was remembered of spans of time is worked out anew when it is asked for.
  package func replace(common: [Resource]?, institutions: [Text: [Resource]]) {
    // Before all: what is remembered shares the register, and would make a change of it a copy.
    moments.removeAll()
    latest = nil
    if let common {
      let before = register.retail.keys
      register.replaceCommon(common)
      keys.replace(before, with: register.retail.keys)
      calls = CallTable(register.table, region: register.deployment.region)
      places = Self.places(register.table)
    }
    for (name, resources) in institutions {
      let before = register.institutions[name]?.keys ?? []
      register.replace(resources, ofInstitution: name)
      keys.replace(before, with: register.institutions[name]?.keys ?? [])
    }
    let changed =
      common == nil
      ? institutions.keys.compactMap { register.institutions[$0] }
      : Array(register.institutions.values)
    bounds.add(register.table, changed)
  }

  private static func places(_ table: EndpointTable) -> [Text: Int] {
    Dictionary(uniqueKeysWithValues: zip(table.rows.map(\.id), table.rows.indices))
  }

  /// The place of an endpoint in the catalogue, whether in force or not.
  package func place(ofEndpoint id: Text) -> Int? { places[id] }

  /// The place of the endpoint that a method and path call in the region of the register.
  package func place(method: Text, path: Text) -> Int? { calls.place(method: method, path: path) }

  /// Whether a call of the row at `place` must name an account; no call of one not in force must.
  package func needsAccount(_ place: Int, at instant: Instant) -> Bool {
    let view = moment(at: instant).view
    return view.shapes[place].needsAccount && view.inForce.contains(place)
  }

  /// Who asks.
  package enum Caller {
    /// The whole token of a secret, or what somebody presents as one.
    case token(Text)
    /// The public id of a key; whoever names it need not hold a secret.
    case keyID(Text)
    /// The address of a principal as written, of whatever form.
    case principal(Text)
  }

  /// The first reason that applies.
  package func decide(
    _ caller: Caller, place: Int?, account: Text?, address: IPAddress, at instant: Instant
  ) -> AccessReason {
    let key: IndexedKey?
    let isAlive: Bool
    switch caller {
    case .principal(let principal):
      return decide(
        principal: principal, place: place, account: account, address: address, at: instant)
    case .keyID(let id):
      key = keys.key(withID: id).flatMap { $0.record.registeredAt <= instant ? $0 : nil }
      isAlive = key?.record.isAlive(at: instant) ?? false
    case .token(let token):
      let found = secret(of: token).flatMap { $0.generation.madeAt <= instant ? $0 : nil }
      key = found?.key
      isAlive = found?.generation.isAlive(at: instant) ?? false
    }
    if account == nil, let place, needsAccount(place, at: instant) { return .badRequest }
    guard let key else { return .unknownKey }
    guard isAlive, !key.record.isGone else { return .keyExpired }
    return decide(key, place: place, account: account, address: address, at: instant)
  }

  private func secret(of token: Text) -> (key: IndexedKey, generation: SecretGeneration)? {
    KeyToken.digest(ofPresented: token, in: register.deployment.environment).flatMap(keys.find)
  }

  /// What is asked of a key of which the secret is alive: the endpoint, a stop of the key, the
  /// reasons of its principal, and last its own addresses.
  private func decide(
    _ key: IndexedKey, place: Int?, account: Text?, address: IPAddress, at instant: Instant
  ) -> AccessReason {
    guard let place, moment(at: instant).view.inForce.contains(place) else {
      return .unknownEndpoint
    }
    if register.isStopped(key.address) { return .suspended }
    let reason = decide(
      principal: key.principal, place: place, account: account, address: address, at: instant)
    guard reason.isAllowed, let ownLevel = key.ownLevel else { return reason }
    return ownLevel.contains(address) ? reason : .addressNotListed
  }

  /// The first reason that applies; `principal` is an address as written, of whatever form.
  package func decide(
    principal: Text, place: Int?, account: Text?, address: IPAddress, at instant: Instant
  ) -> AccessReason {
    let moment = moment(at: instant)
    let gate = gate(of: principal, moment)
    return moment.view.decide(
      place, account: account, address: address, gate: gate,
      nobody: reasonForNobody(principal, moment), at: instant)
  }

  private func reasonForNobody(_ principal: Text, _ moment: Moment) -> AccessReason {
    (try? PrincipalAddress(parsing: principal)).map(moment.view.reasonForNobody) ?? .notAuthorized
  }

  private func gate(of principal: Text, _ moment: Moment) -> PrincipalGate? {
    if let known = moment.gates[principal] { return known }
    // A copy: what is remembered must not hold on to the buffer that the caller reads into.
    let own = principal.compacted
    guard let address = try? PrincipalAddress(parsing: own),
      let gate = moment.view.gate(of: address)
    else { return nil }
    moment.gates[own] = gate
    return gate
  }

  private func moment(at instant: Instant) -> Moment {
    if let latest, latest.instant == instant { return latest.moment }
    let span = bounds.span(of: instant)
    let moment = moments[span] ?? makeMoment(span, instant)
    latest = (instant, moment)
    return moment
  }

  private func makeMoment(_ span: Int, _ instant: Instant) -> Moment {
    if moments.count >= Self.momentsMax { moments.removeAll() }
    let moment = Moment(AccessView(register, at: instant))
    moments[span] = moment
    return moment
  }
}
