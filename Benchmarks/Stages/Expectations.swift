/// What stages took in ratio to their floors when this was last written down.
enum Expectations {
  static let ratioMax: [Stage: Double] = [:]
}
