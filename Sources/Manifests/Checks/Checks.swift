/// Every rule that needs nothing but the declared state.
package enum Checks {
  /// In the order of the model: what exists, what selectors come to, people, networks, policies.
  package static let all: [Check] = [
    .addressesAreUnique, .namesAreNotReserved, .referencesResolve, .accountsFormNoCircle,

    .endpointIDsAreUnique, .endpointPathsAreUnique, .baseEndpointsNameNoAccount,
    .selectorsResolve, .setsFormNoCircle, .setsHoldSomething, .endpointsAreOfRegion,
    .endpointsAreNotRemoved, .endpointsLieInRequest, .endpointsLieInTier, .wildcardsGrantLittle,
    .dutiesAreSegregated,

    .leisAreUnique, .licencesAreComplete, .licencesAreInForce, .institutionsHaveRoom,
    .institutionsHaveTwoAdmins, .emailsAreUnique, .emailsAreOfOneInstitution,
    .accountNumbersAreUnique, .optionLevelsAreBelowMaster, .retailAccountTypesAreAllowed,

    .authorizationsHaveOneSource, .scopesAreAcknowledged, .scopesFitAccounts,
    .tradersUseProprietaryAccounts, .tradersAreActive, .tradersArePersons, .apiUsersAreActive,
    .apiUsersAreDedicated, .grantsAreForAPIUsers, .periodsAreInOrder, .periodsAreNotPast,

    .listModesFitEntries, .entriesAreNotCovered, .entriesAreLive, .entriesAreNarrow,
    .entriesAreOrdinary, .listsAreShort, .networksOverlap, .entriesLieInInstitutionLists,

    .networksAreRestricted,

    .tierPoliciesTighten, .overlapsAreShort, .exceptionsAreNeeded, .testCasesAreWhole,
    .testCasesNameSomebody,
  ]

  /// Those by which the rules of key policies speak.
  private static let ofPolicies: [Check] = [
    .wildcardsGrantLittle, .dutiesAreSegregated, .institutionsHaveRoom,
    .retailAccountTypesAreAllowed, .apiUsersAreDedicated, .entriesAreNarrow, .entriesAreOrdinary,
    .listsAreShort, .networksAreRestricted,
  ]

  /// What all checks have to say, in no order that means anything.
  package static func findings(in state: DesiredState) -> [Finding] {
    var findings: [Finding] = []
    for check in all { check.find(state, &findings) }
    return state.lost.isEmpty
      ? findings : findings.filter { !LostCauses.mayExplain($0, in: state) }
  }

  /// What breaks the key policies of a state, among this owner's own resources.
  static func breaches(in state: DesiredState) -> [PolicyBreach] {
    var findings: [Finding] = []
    for check in ofPolicies { check.find(state, &findings) }
    return findings.compactMap(\.breach)
  }
}
