import AccessModel
import Diagnostics

extension Check {
  /// No account is its own master, directly or through others.
  static let accountsFormNoCircle = Check("accounts form no circle") { state, findings in
    var seen: Set<Int> = []
    for (start, _) in state.all(.account) where !seen.contains(start) {
      var path: [Int] = []
      var next: Int? = start
      while let index = next, seen.insert(index).inserted {
        path.append(index)
        let account = state.resources[index]
        next = account[AccountFields.master].text
          .flatMap { state.place(of: account.target(.account, named: $0)) }
      }
      guard let end = next, let entry = path.firstIndex(of: end) else {
        continue
      }
      report(Array(path[entry...]), in: state, &findings)
    }
  }

  private static func report(
    _ circle: [Int], in state: DesiredState, _ findings: inout [Finding]
  ) {
    guard let own = circle.filter(state.isOwn).min(),
      let position = circle.firstIndex(of: own),
      let master = state.resources[own][AccountFields.master].text
    else { return }
    let path = (circle[position...] + circle[...position]).map {
      state.resources[$0].address.name
    }
    findings.append(
      Finding(
        .error, .referenceCycle, "an account is its own master: \(pathWords(path))",
        at: Site(own, "master", master), help: "remove one `master` of them"))
  }

  /// A path of names, its middle left out when it is long.
  static func pathWords(_ path: [Text]) -> String {
    let names = path.map(\.string)
    guard names.count > 10 else { return names.joined(separator: " -> ") }
    let middle = "... \(names.count - 8) more ..."
    return (names.prefix(4) + [middle] + names.suffix(4)).joined(separator: " -> ")
  }
}
