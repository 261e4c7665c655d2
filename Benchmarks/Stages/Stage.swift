/// One thing that is measured, in the order of the table.
enum Stage: String, CaseIterable {
  case scan, read, load, check
  case validateProcess = "validate-process"
  case planProcess = "plan-process"
  case planNew = "plan-new"
  case applyProcess = "apply-process"
  case insert
  case applyNew = "apply-new"
  case planSame = "plan-same"
  case planOne = "plan-one"
  case applyOne = "apply-one"

  var title: String {
    switch self {
    case .scan: "floor: libyaml events, one thread"
    case .read: "read the tree"
    case .load: "parse, decode, digest"
    case .check: "desired state and checks"
    case .validateProcess: "mandate validate, whole process"
    case .planProcess: "mandate plan, whole process"
    case .planNew: "plan against nothing"
    case .applyProcess: "mandate apply, whole process"
    case .insert: "floor: SQLite insert, one transaction"
    case .applyNew: "apply to a fresh store"
    case .planSame: "plan again, no changes"
    case .planOne: "plan with one change"
    case .applyOne: "apply one change"
    }
  }

  /// What the stage is held against: reading against the scan, writing against the insert.
  var floor: Stage {
    switch self {
    case .scan, .read, .load, .check, .validateProcess, .planProcess, .planNew, .planSame,
      .planOne:
      .scan
    case .applyProcess, .insert, .applyNew, .applyOne: .insert
    }
  }

  var isFloor: Bool { floor == self }

  /// The ratio to its floor that is wanted on two cores, where one was named.
  var goal: Double? {
    switch self {
    case .planProcess: 1.2
    case .applyNew: 3
    case .scan, .read, .load, .check, .validateProcess, .planNew, .applyProcess, .insert,
      .planSame, .planOne, .applyOne:
      nil
    }
  }

  /// The ratio to its floor above which the stage has become slower than it is known to be.
  var ratioMax: Double? { Expectations.ratioMax[self] }
}

/// What one run of a stage gave.
struct Sample {
  let seconds: Double
  /// Time on all processors together.
  let cpuSeconds: Double
  /// Peak of the whole process, what had to be prepared included.
  let peakBytes: Int
  /// What the stage counted: resources, changes, rows or events.
  let count: Int
}
