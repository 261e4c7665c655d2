import Plans

/// Which way access moves, as a word in its colour.
enum DirectionWords {
  static func append(_ direction: Direction, to html: inout HTMLBuilder) {
    if direction.narrows { html.tag("− loses", .loss) }
    if direction == .both { html.text(" ") }
    if direction.widens { html.tag("+ gains", .gain) }
  }
}
