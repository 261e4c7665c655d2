import AccessModel
import Diagnostics

/// Which findings can be mere consequences of a declaration that could not be read.
///
/// WHY they are dropped: the person is told what is wrong with the declaration, and a finding that
/// goes away with it sends them looking in the wrong place. What is left out is found by the next
/// run. References and selectors are not here: those checks know what they look for.
enum LostCauses {
  static func mayExplain(_ finding: Finding, in state: DesiredState) -> Bool {
    guard let kinds = causes[finding.code.name] else { return false }
    return state.lost.mayHold(anyOf: kinds)
  }

  /// By code, the kinds of which one more resource could make the finding untrue.
  private static let causes: [String: [Kind]] = {
    let endpoints: [Kind] = [.endpointCatalogue, .permissionSet]
    let policies: [Kind] = [.keyPolicy, .tier, .institution]
    let table: [([DiagnosticCode], [Kind])] = [
      ([.oneAdmin], [.portalUser]),
      ([.networksEmpty, .entryDead], [.ipWhitelist]),
      ([.endpointRemoved, .endpointOtherRegion, .setEmpty], endpoints),
      ([.endpointOutsideRequest, .endpointOutsideTier], endpoints),
      ([.wildcardGrants, .segregation], policies + endpoints),
      ([.blockTooWide, .listTooLong, .specialAddresses, .tooManyUsers], policies),
      ([.personAPIUser, .retailAccountType, .policyLoosens], policies),
      ([.networksUnrestricted, .networksUnstated], policies + endpoints + [.ipWhitelist]),
      (
        [.exceptionPrincipal, .exceptionIdle],
        policies + endpoints + [
          .ipWhitelist, .desk, .traderAuthorization, .brokerApplication, .endpointGrant,
          .tradingApplication, .portalUser, .retailClient,
        ]
      ),
    ]
    return Dictionary(
      table.flatMap { codes, kinds in codes.map { ($0.name, kinds) } },
      uniquingKeysWith: { first, second in first + second })
  }()
}
