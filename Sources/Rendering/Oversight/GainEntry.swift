import AccessModel
import Diagnostics
package import Plans
package import Stores

/// Something that somebody gained, with the revision that gave it.
package struct GainEntry: Sendable {
  let gain: AccessGain
  /// What gave it, or what wrote what time then gave; nil when no revision is known.
  let record: RevisionRecord?

  package init(_ gain: AccessGain, _ record: RevisionRecord?) {
    self.gain = gain
    self.record = record
  }
}
