import AccessModel
import Diagnostics
package import Plans

/// Why a plan is stale, with what moved, when and by whom.
package enum StalenessText {
  package static func message(_ staleness: Staleness) -> String {
    let by =
      staleness.by.map {
        "; moved by revision \($0.revision) of \($0.actor) at \($0.at.shortText)"
      } ?? ""
    switch staleness.cause {
    case .otherStore(let planned, let found):
      guard let planned else {
        return "the plan was made against no store, and there is one now\(by)"
      }
      return "the plan was made against store \(planned), and this is store \(found ?? "none")"
    case .scopeMoved(let scope):
      return "stale: scope `\(scope.name)` has moved since the plan was made\(by)"
    case .timePassed(let instant, let principal):
      return "stale: the access of \(principal) changed by itself at \(instant.shortText)"
    case .alreadyApplied:
      return "stale: this plan was applied already\(by)"
    case .rowDiffers(let address):
      return "stale: \(address) is not as the plan says it was\(by)"
    case .otherDigest(let expected, let found):
      return "stale: the plan has digest \(found), not \(expected)"
    case .changesDiffer:
      return
        "stale: the plan is not as it was written; its changes do not fit its digest or its base"
    }
  }

  package static func help(_ staleness: Staleness) -> [String] {
    if case .otherDigest = staleness.cause {
      return [
        "nothing was done; the files, the register or the actor differ: a plan is the plan of whoever "
          + "is named by --as (and --on-behalf-of) when it is made"
      ]
    }
    return ["nothing was done; make a new plan with mandate plan"]
  }
}
