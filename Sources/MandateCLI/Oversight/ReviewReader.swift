import AccessModel
import Diagnostics
import Planning
import Plans
import Stores

/// Puts a recertification list together: the register as it stands, and the past for who gave what.
struct ReviewReader {
  let past: PastReader
  let register: OversightRegister
  /// Every key application, those that ended too.
  let keys: [KeyStanding]

  init(
    _ invocation: Invocation, _ store: any RegisterStore, institution: Text?
  ) throws(CommandFailure) {
    register = try OversightRegister(invocation, store, institution: institution)
    past = try PastReader(store, through: register.revision)
    keys = register.keys()
  }

  var instant: Instant { register.instant }

  var revision: Int64 { register.revision }

  /// Every institution, and the empty text for retail clients.
  var institutions: [Text] { register.view.register.institutions.keys.sorted() + [.empty] }

  func principals(of institution: Text) throws(CommandFailure) -> [ReviewedPrincipal] {
    let given = try authorisations(in: institution)
    let reviewer = AccessReviewer(
      register.view, keys: keys, resource: register.resource, authorisation: given)
    return reviewer.principals(of: institution)
  }

  /// Who gave access to each principal, from everything that was recorded.
  private func authorisations(
    in institution: Text
  ) throws(CommandFailure) -> (PrincipalAddress) -> ReviewedPrincipal.Authorisation? {
    typealias Authorisation = ReviewedPrincipal.Authorisation
    var found: [PrincipalAddress: Authorisation] = [:]
    guard let start = Instant(secondsSince1970: 0) else { return { _ in nil } }
    // A rename gives nothing, so that what came before it stands under the other address.
    func earlier(_ principal: PrincipalAddress) -> Authorisation? {
      if let known = found[principal] { return known }
      return past.names(of: principal).sorted().lazy.compactMap { found[$0] }.first
    }
    AccessReplay.run(
      try past.history(of: institution, for: .everybody), of: institution, in: past.deployment,
      from: start, through: register.instant, focus: .everybody
    ) { gain in
      let source = gain.source.flatMap { past.revisions[$0] }
      let since = gain.isEverything ? nil : earlier(gain.principal)?.since
      found[gain.principal] = Authorisation(
        since: since ?? gain.at, widenedAt: gain.at, revision: source?.revision,
        by: source.map { $0.onBehalfOf ?? $0.actor })
    }
    return earlier
  }

  /// Where the manifests declare a resource.
  func source(_ address: Address) -> Source? { register.sources[address] }
}
