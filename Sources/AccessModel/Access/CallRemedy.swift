package import Diagnostics

/// A change that takes one obstacle out of the way of a call.
package struct CallRemedy: Sendable {
  package enum Action: Sendable {
    /// Writes the endpoint into the list of a desk, authorization or grant.
    case addEndpoint(Text, to: Address)
    /// Puts the trader at another desk.
    case move(Address, toDesk: Address)
    case addAccount(Text, to: Address)
    /// Gives the user a right on an account.
    case addRight(StaticString, account: Text, to: Address)
    /// Writes the address into a list.
    case addAddress(CIDR, to: Address)
    /// Nothing that an edit of one resource can do; the obstacle says what stands there.
    case other(CallObstacle)
  }

  package let action: Action
  /// How many principals would be able to do more than they are now; nil where that is not told.
  package let widened: Int?

  package init(action: Action, widened: Int?) {
    self.action = action
    self.widened = widened
  }
}

/// Looks for the changes that would let a call through, and tries each of them out.
package struct RemedyFinder {
  private let register: AccessRegister
  private let view: AccessView
  private let standing: CallStanding
  private let account: Text?
  private let address: IPAddress?

  package init(
    _ standing: CallStanding, account: Text?, address: IPAddress?, in view: AccessView
  ) {
    self.standing = standing
    self.account = account
    self.address = address
    self.view = view
    register = view.register
  }

  /// For each obstacle what would take it away: one of these, and that for every obstacle.
  package var remedies: [[CallRemedy]] {
    standing.obstacles.map { obstacle in
      let found = candidates(obstacle).map(remedy)
      return found.isEmpty ? [CallRemedy(action: .other(obstacle), widened: nil)] : found
    }
  }

  /// The desk that would let the call through at once, where there is one.
  package var move: CallRemedy? { bestDesk.map(remedy) }

  private func candidates(_ obstacle: CallObstacle) -> [Candidate] {
    switch obstacle {
    case .notGranted: granting
    case .account(.notListed): listing
    case .account(.right(let right)): rights(right)
    case .address: addressing
    default: []
    }
  }

  // MARK: Candidates

  /// A resource written otherwise, with what that does in words of the model.
  private typealias Candidate = (action: CallRemedy.Action, changed: Resource)

  private var facts: AccessFacts { standing.facts }

  private var endpoint: Text { register.table.rows[standing.place].id }

  /// What says which endpoints, accounts and lists a principal has.
  private var holder: Resource? { facts.sources.desk ?? facts.sources.authorization }

  private var granting: [Candidate] {
    let holders = holder.map { [$0] } ?? facts.sources.grants
    return holders.map { holder in
      (
        .addEndpoint(endpoint, to: holder.address),
        holder.adding(.text(endpoint), to: holder.endpointsSlot)
      )
    }
  }

  private var listing: [Candidate] {
    guard let holder, let name = account.flatMap(institution.accountName) else { return [] }
    return [
      (
        .addAccount(name, to: holder.address),
        holder.adding(.text(name), to: holder.accountsSlot)
      )
    ]
  }

  private func rights(_ right: StaticString) -> [Candidate] {
    guard let user = facts.sources.user, let name = account.flatMap(institution.accountName) else {
      return []
    }
    var entry = [Value](repeating: .absent, count: PortalUserFields.accountRight.fields.count)
    entry[PortalUserFields.accounts.index] = .list([.text(name)])
    entry[PortalUserFields.rights.index] = .list([.text(Text("\(right)"))])
    return [
      (
        .addRight(right, account: name, to: user.address),
        user.adding(.object(entry), to: PortalUserFields.accountRights)
      )
    ]
  }

  /// The first list of the principal's own level, and of the institution's, that lacks the address.
  private var addressing: [Candidate] {
    guard let address else { return [] }
    let block = CIDR(address, prefixLength: address.family.width)
    let levels = [facts.sources.lists.sorted(), institution.register.wideLists]
    return levels.compactMap { names -> Candidate? in
      guard let level = institution.register.level(of: names, at: view.now),
        !level.contains(address), let name = names.first,
        let list = institution.register.lists[name]
      else { return nil }
      var entry = [Value](repeating: .absent, count: IPWhitelistFields.entry.fields.count)
      entry[IPWhitelistFields.cidr.index] = .text(block.text)
      return (
        .addAddress(block, to: list.address),
        list.adding(.object(entry), to: IPWhitelistFields.entries)
      )
    }
  }

  private var institution: InstitutionView { view.institution(facts.principal.institution) }

  // MARK: Trying out

  private func remedy(_ candidate: Candidate) -> CallRemedy {
    let tried = AccessView(register.replacing(candidate.changed), at: view.now)
    let principals = institution.register.principals
    return CallRemedy(
      action: candidate.action, widened: principals.count { tried.lets($0, doMoreThan: view) })
  }

  /// The desk that would let the call through and adds the fewest calls beside it.
  private var bestDesk: Candidate? {
    guard let authorization = facts.sources.authorization, facts.sources.desk != nil else {
      return nil
    }
    var best: (candidate: Candidate, size: Int)?
    for name in institution.register.desks.keys.sorted() {
      let desk = Address(.desk, institution: facts.principal.institution, name: name)
      let moved = authorization.setting(.text(name), at: TraderAuthorizationFields.desk)
      let tried = AccessView(register.replacing(moved), at: view.now)
      guard lets(tried, through: facts.principal) else { continue }
      let size = tried.access(of: facts.principal).map { tried.calls(from: $0).count } ?? 0
      if best.map({ size < $0.size }) ?? true {
        best = ((.move(authorization.address, toDesk: desk), moved), size)
      }
    }
    return best?.candidate
  }

  private func lets(_ tried: AccessView, through principal: PrincipalAddress) -> Bool {
    let answer = tried.standing(of: principal, standing.place, account: account, address: address)
    return answer?.obstacles.isEmpty ?? false
  }
}

extension AccessView {
  /// Whether a principal can make a call here that it cannot make in `other`, which has the same
  /// catalogue.
  fileprivate func lets(_ principal: PrincipalAddress, doMoreThan other: AccessView) -> Bool {
    guard let access = access(of: principal) else { return false }
    guard let before = other.access(of: principal) else { return true }
    return !calls(from: access).isWithin(other.calls(from: before))
  }
}

extension ReachedCalls {
  /// How many pairs of endpoint and account.
  package var count: Int {
    onAccounts.reduce(withoutAccount.count) { $0 + $1.endpoints.count }
  }

  /// Whether every call is also one of `other`.
  package func isWithin(_ other: ReachedCalls) -> Bool {
    let others = Dictionary(
      uniqueKeysWithValues: other.onAccounts.map { ($0.account, $0.endpoints) })
    return withoutAccount.isSubset(of: other.withoutAccount)
      && networks.isSubset(of: other.networks)
      && onAccounts.allSatisfy { reached in
        others[reached.account].map(reached.endpoints.isSubset) ?? false
      }
  }
}

extension Resource {
  /// The same resource with another value in one field.
  fileprivate func setting(_ value: Value, at slot: Slot) -> Resource {
    var spec = spec
    spec[slot.index] = value
    return Resource(address: address, labels: labels, reason: reason, spec: spec)
  }

  fileprivate func adding(_ element: Value, to slot: Slot) -> Resource {
    setting(.list(self[slot].elements + [element]), at: slot)
  }

  fileprivate var endpointsSlot: Slot {
    switch kind {
    case .desk: DeskFields.endpoints
    case .endpointGrant: EndpointGrantFields.endpoints
    default: TraderAuthorizationFields.endpoints
    }
  }

  fileprivate var accountsSlot: Slot {
    kind == .desk ? DeskFields.accounts : TraderAuthorizationFields.accounts
  }
}
