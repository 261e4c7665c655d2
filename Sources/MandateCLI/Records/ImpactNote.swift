import Diagnostics
import Plans
import Rendering

/// What a recorded act does to access, in a few lines.
enum ImpactNote {
  static func text(_ effects: PlanEffects) -> StyledText {
    var text = StyledText()
    guard !effects.access.isEmpty else {
      text.appendLine("Access: nobody gains or loses anything")
      return text
    }
    text.appendLine("Access: \(effects.narrowing) lose, \(effects.widening) gain")
    for impact in effects.access {
      if !impact.lost.isEmpty { text.appendLine("  - " + words(impact, impact.lost)) }
      if !impact.gained.isEmpty { text.appendLine("  + " + words(impact, impact.gained)) }
    }
    return text
  }

  private static func words(_ impact: AccessImpact, _ share: AccessShare) -> String {
    let endpoints = share.groups.flatMap(\.endpoints)
    let listed = endpoints.prefix(6).map(\.string).joined(separator: ", ")
    let more = endpoints.count > 6 ? " and \(endpoints.count - 6) more" : ""
    let networks = share.networks.isEmpty ? "" : " from \(share.networks.count) address blocks"
    return "\(impact.principal)  \(listed)\(more)\(networks)"
  }
}

/// One line of text that is escaped when it is shown.
enum StyledLine {
  static func plain(_ line: String) -> StyledText {
    var text = StyledText()
    text.appendLine(line)
    return text
  }
}
