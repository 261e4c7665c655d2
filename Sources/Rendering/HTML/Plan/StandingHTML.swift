import AccessModel
import Diagnostics
import Plans

/// What a plan brings about beside changes and access: what waits, ends, passes on or comes later.
struct StandingHTML {
  let plan: Plan
  let isFull: Bool

  /// So many rows of a table; more are counted.
  private static let rowsMax = 300

  /// The sections that the plan has, in their order.
  var sections: [(id: String, title: String)] {
    let effects = plan.effects
    return [
      (!moves.isEmpty, "moves", "Moves between institutions"),
      (!plan.waiting.isEmpty, "waiting", "Waiting for a decision"),
      (!effects.endedKeys.isEmpty, "keys", "Keys that end"),
      (!effects.handovers.isEmpty, "handovers", "Passes to another person"),
      (!effects.later.isEmpty, "later", "Later"),
      (!effects.overrides.isEmpty, "overrides", "Held by people"),
      (!effects.tests.isEmpty, "tests", "Tests"),
    ].filter(\.0).map { ($0.1, $0.2) }
  }

  private var moves: [MovesText.Move] { MovesText.moves(among: plan.changes) }

  func append(to html: inout HTMLBuilder) {
    for section in sections {
      html.section(section.id, section.title) { html in
        switch section.id {
        case "moves": appendMoves(to: &html)
        case "waiting": appendWaiting(to: &html)
        case "keys": appendKeys(to: &html)
        case "handovers": appendHandovers(to: &html)
        case "later": appendLater(to: &html)
        case "overrides": appendOverrides(to: &html)
        default: appendTests(to: &html)
        }
      }
    }
  }

  // MARK: Sections

  private func appendMoves(to html: inout HTMLBuilder) {
    rows(
      of: moves, "No key, acceptance or list goes along.", ["From", "To"], to: &html
    ) { move, html in
      html.row {
        $0.code(move.from.text)
      } _: { html in
        html.cell("To") { $0.code(move.to.text) }
      }
    }
  }

  private func appendWaiting(to html: inout HTMLBuilder) {
    rows(
      of: plan.waiting, "Without effect until somebody decides.",
      ["Resource", "Waits for", "Next command"], to: &html
    ) { waiting, html in
      html.row {
        $0.code(waiting.address.text)
      } _: { html in
        html.cell("Waits for", text: waiting.event.string)
        html.cell("Next command") { $0.code(waiting.next.string) }
      }
    }
  }

  private func appendKeys(to html: inout HTMLBuilder) {
    rows(
      of: plan.effects.endedKeys, "They end for good, with their live secrets.",
      ["Key", "Principal", "Owner", "Why", "Secrets"], to: &html
    ) { key, html in
      html.row {
        $0.code(key.id.string)
      } _: { html in
        html.cell("Principal") { $0.code(key.principal.description) }
        html.cell("Owner", text: "\(key.name) of \(key.user)")
        html.cell("Why", text: EndedKeysText.words(key.cause))
        html.cell(
          "Secrets",
          text: EndedKeysText.secrets(of: key).map(\.raw).joined(separator: " "))
      }
    }
  }

  private func appendHandovers(to html: inout HTMLBuilder) {
    rows(
      of: plan.effects.handovers, "All of the access stays, for somebody else.",
      ["Principal", "From", "To"], to: &html
    ) { handover, html in
      html.row {
        $0.code(handover.principal.description)
      } _: { html in
        html.cell("From") { $0.code(handover.from.string) }
        html.cell("To") { $0.code(handover.to.string) }
      }
    }
  }

  private func appendLater(to html: inout HTMLBuilder) {
    let names = PrincipalNames(plan.effects.later.map(\.principal))
    rows(
      of: plan.effects.later, "What time alone will change for these principals.",
      ["When", "Who", "What"], to: &html
    ) { change, html in
      html.row {
        $0.text(change.at.shortText)
      } _: { html in
        html.cell("Who") { $0.code(names.label(change.principal)) }
        html.cell("What", text: change.what.string)
      }
    }
  }

  private func appendOverrides(to html: inout HTMLBuilder) {
    rows(
      of: plan.effects.overrides, "Suspensions and revocations, which no plan undoes.",
      ["What", "State", "Incident", "Since", "To lift it"], to: &html
    ) { override, html in
      html.row {
        $0.code(override.address.text)
      } _: { html in
        html.cell("State") { $0.tag(override.state.string, .warn) }
        html.cell("Incident", text: override.incident.string)
        html.cell("Since", text: override.since.shortText)
        html.cell("To lift it") { $0.code("mandate resume \(override.address)") }
      }
    }
  }

  private func appendTests(to html: inout HTMLBuilder) {
    let tests = plan.effects.tests.enumerated().sorted { one, other in
      let (a, b) = (one.element.verdict != .fail, other.element.verdict != .fail)
      return a == b ? one.offset < other.offset : !a
    }.map(\.element)
    rows(
      of: tests, TestEnding.counts(of: tests), ["Test", "Result", "Message"], to: &html
    ) { test, html in
      html.row {
        $0.text(test.name.string)
      } _: { html in
        html.cell("Result") { html in
          switch test.verdict {
          case .pass: html.tag("PASS", .good)
          case .fail: html.tag("FAIL", .loss)
          case .waiting: html.tag("WAITING", .warn)
          }
        }
        html.cell("Message", text: test.message.string)
      }
    }
  }

  private func rows<Element>(
    of elements: [Element], _ caption: String, _ columns: [String], to html: inout HTMLBuilder,
    _ row: (Element, inout HTMLBuilder) -> Void
  ) {
    let shown = isFull ? elements.count : min(elements.count, Self.rowsMax)
    html.table(caption, columns: columns) { html in
      for element in elements.prefix(shown) { row(element, &html) }
    }
    if shown < elements.count {
      html.element(
        "p", text: "And \(grouped(elements.count - shown)) more; --full lists them.")
    }
  }
}
