import AccessModel
import Diagnostics
import Plans

/// Whose keys an actor sees: owners their own, admins those of their institution, staff all.
///
/// Without an actor everything is read, as by every other command that reads: whoever can open the
/// file of a store can read it anyway.
struct OversightSight {
  private let actor: Actor?

  init(_ invocation: Invocation) throws(CommandFailure) {
    let person = try invocation.onBehalfOf(), named = try invocation.actorIfNamed()
    actor = person ?? named
  }

  /// The one institution that the actor sees anything of; nil for all, and for retail clients.
  var institution: Text? {
    switch actor {
    case .admin(let institution, _), .trader(let institution, _): institution
    case .staff, .retail, .job, nil: nil
    }
  }

  /// Throws when the actor may not see the recertification list of an institution; nil for all.
  func requireReview(of wanted: Text?) throws(CommandFailure) {
    switch actor {
    case .staff, .job, nil: return
    case .admin(let own, _) where own == wanted: return
    case .admin, .trader, .retail:
      throw .prohibited([
        Prohibition(
          rule: "actor",
          message: "\(actor?.description ?? "") may not review \(wanted?.string ?? "everybody")",
          help: ["staff review everybody, and admins their own institution"])
      ])
    }
  }

  func sees(_ standing: KeyStanding) -> Bool {
    switch actor {
    case .admin(let institution, _): standing.institution == institution
    case .trader(let institution, let user):
      standing.institution == institution && standing.key.user == user
    case .retail(let name): standing.institution.isEmpty && standing.key.user == name
    case .staff, .job, nil: true
    }
  }
}
