/// The version of this program, in one place.
package enum ToolVersion {
  package static let current = "0.1.0"
}
