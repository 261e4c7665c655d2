/// Names the phases of long work for people who wait; costs nothing where nobody does.
struct Progress: Sendable {
  private let output: Output?

  static let none = Progress(output: nil)

  private init(output: Output?) { self.output = output }

  init(_ output: Output) { self.output = output }

  /// What is being done from here on.
  func phase(_ words: @autoclosure () -> String) { output?.phase(words()) }
}
