package import Diagnostics

/// Where an application stands, as far as access looks at it.
package struct ApplicationStanding: Hashable, Sendable {
  /// A state of section 3 of the model, such as `under-review`.
  package let state: Text
  /// The ids of class trade, funds and admin that the approval fixed.
  package let pinned: [Text]
  /// The selectors of the assessment; nil when none was recorded.
  package let boundary: [Text]?

  package init(state: Text, pinned: [Text], boundary: [Text]?) {
    self.state = state
    self.pinned = pinned
    self.boundary = boundary
  }

  /// What a recorded review says.
  package init(_ review: Resource) {
    state = review[ReviewFields.state].text ?? .empty
    pinned = review[ReviewFields.pinned].texts
    let selectors = review[ReviewFields.boundary]
    boundary = selectors.isAbsent ? nil : selectors.texts
  }

  package var isApproved: Bool { state.is("approved") }
}
