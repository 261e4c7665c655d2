import AccessModel
import Diagnostics

extension Check {
  /// A period ends after it begins.
  static let periodsAreInOrder = Check("periods are in order") { state, findings in
    DeclaredPeriod.forEachOwn(in: state) { declared in
      guard declared.period.isReversed, let from = declared.period.from else { return }
      findings.append(
        Finding(
          .error, .validityReversed,
          "this ends before it begins, on \(from.shortText)",
          at: Site(declared.index, declared.prefix + "validUntil"),
          help: "validFrom is the first instant inside, validUntil the first one after it"))
    }
  }

  /// A period that is over has no effect.
  static let periodsAreNotPast = Check("periods are not past") { state, findings in
    DeclaredPeriod.forEachOwn(in: state) { declared in
      guard declared.period.isPast(at: state.now), !declared.period.isReversed,
        let until = declared.period.until
      else { return }
      // In prod a licence that has ended is reported by what follows from it.
      if declared.isLicence, state.deployment.environment.isProduction { return }
      findings.append(
        Finding(
          .warning, .validityPast, "this ended on \(until.shortText)",
          at: Site(declared.index, declared.prefix + "validUntil", declared.text),
          help: "remove \(declared.isLicence ? "the date" : "it"), or set a later end"))
    }
  }
}

/// A period that a resource declares.
private struct DeclaredPeriod {
  let index: Int
  let period: Period
  /// The path of the object that holds the bounds, with its dot.
  let prefix: String
  /// `validUntil` as the register keeps it.
  let text: Text?

  var isLicence: Bool { prefix == "licence." }

  static func forEachOwn(in state: DesiredState, _ body: (DeclaredPeriod) -> Void) {
    typealias Authorization = TraderAuthorizationFields
    visit(.traderAuthorization, Authorization.validFrom, Authorization.validUntil, state, body)
    visit(
      .endpointGrant, EndpointGrantFields.validFrom, EndpointGrantFields.validUntil, state, body)
    for (index, institution) in state.own(.institution) {
      let licence = institution[InstitutionFields.licenceSlot]
      let until = licence[InstitutionFields.licenceUntil]
      body(
        DeclaredPeriod(
          index: index, period: Period(from: licence[InstitutionFields.licenceFrom], until: until),
          prefix: "licence.", text: until.text))
    }
  }

  private static func visit(
    _ kind: Kind, _ from: Slot, _ until: Slot, _ state: DesiredState,
    _ body: (DeclaredPeriod) -> Void
  ) {
    for (index, resource) in state.own(kind) where !resource[until].isAbsent {
      body(
        DeclaredPeriod(
          index: index, period: Period(from: resource[from], until: resource[until]), prefix: "",
          text: resource[until].text))
    }
  }
}
