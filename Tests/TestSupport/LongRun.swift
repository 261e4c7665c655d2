import Foundation

/// Whether the slow, thorough form of a test was asked for with `MANDATE_LONG=1`.
package enum LongRun {
  package static let isOn = ProcessInfo.processInfo.environment["MANDATE_LONG"] == "1"

  /// The number of cases to try: `usual` in every run, `long` when asked for.
  package static func cases(_ usual: Int, long: Int) -> Int { isOn ? long : usual }
}
