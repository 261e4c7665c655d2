import AccessModel
import Diagnostics

extension Check {
  /// No permission set that includes or excludes itself, directly or through others.
  static let setsFormNoCircle = Check("sets form no circle") { state, findings in
    var walk = SetWalk(state)
    for (index, _) in state.all(.permissionSet) { walk.walk(from: index) }
    findings.append(contentsOf: walk.findings)
  }
}

/// A walk along the sets that sets use, each visited once.
///
/// WHY a stack of its own: a chain of a hundred thousand sets must not end the program.
private struct SetWalk {
  private let state: DesiredState
  private(set) var findings: [Finding] = []
  private var progress: [Int: Progress] = [:]
  private var path: [Step] = []

  private enum Progress { case onPath, done }

  private struct Step {
    let index: Int
    var left: ArraySlice<Text>
  }

  init(_ state: DesiredState) { self.state = state }

  mutating func walk(from start: Int) {
    guard progress[start] == nil else { return }
    enter(start)
    while !path.isEmpty {
      guard let name = path[path.count - 1].left.popFirst() else {
        progress[path.removeLast().index] = .done
        continue
      }
      guard let next = state.place(of: Address(.permissionSet, name: name)) else { continue }
      switch progress[next] {
      case nil: enter(next)
      case .onPath: report(closingAt: next)
      case .done: break
      }
    }
  }

  private mutating func enter(_ index: Int) {
    progress[index] = .onPath
    path.append(Step(index: index, left: state.resources[index].setsUsed[...]))
  }

  /// The circle from `first`, which is on the path, to the end of the path and back.
  private mutating func report(closingAt first: Int) {
    guard let entry = path.firstIndex(where: { $0.index == first }) else { return }
    let circle = path[entry...].map(\.index)
    guard let own = circle.filter(state.isOwn).min(),
      let position = circle.firstIndex(of: own)
    else { return }
    let names = (circle[position...] + circle[...position]).map { state.resources[$0].address.name }
    let selector = Text("set:" + names[1].string)
    let field =
      state.resources[own][PermissionSetFields.include].texts.contains(selector)
      ? "include" : "exclude"
    findings.append(
      Finding(
        .error, .setCycle, "a permission set uses itself: \(Check.pathWords(names))",
        at: Site(own, field, selector), help: "take one of these steps out"))
  }
}
