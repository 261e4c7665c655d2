import AccessModel
import Diagnostics

extension Check {
  /// A selector that adds nothing to what the application asks for is worth a word (I-11).
  static let endpointsLieInRequest = Check("I-11 request") { state, findings in
    var endpoints = DeclaredEndpoints(state)
    state.forEachOwnGrant { use in
      guard let application = use.application else { return }
      let requested = endpoints.requested(by: application)
      for selector in use.selectors.texts {
        guard case .inForce(let rows) = endpoints.standing(of: selector),
          !rows.overlaps(requested)
        else { continue }
        let subject = EndpointWords.subject(selector, rows)
        findings.append(
          Finding(
            .warning, .endpointOutsideRequest,
            "`\(selector)` grants nothing here: \(subject) not in application "
              + "\(application.address.name)", at: use.site(selector),
            help: "add it to \(application.address) requestedEndpoints (needs staff approval), "
              + "or remove it here"))
      }
    }
  }
}
