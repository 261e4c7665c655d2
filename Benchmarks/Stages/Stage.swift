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
  case loadAccount = "load-account"
  case impactAccount = "impact-account"
  case planAccount = "plan-account"
  case loadRow = "load-row"
  case impactRow = "impact-row"
  case planRow = "plan-row"
  case loadTier = "load-tier"
  case impactTier = "impact-tier"
  case planTier = "plan-tier"
  case widePlan = "wide-plan"
  case bulkAdd = "bulk-add"
  case snapshotPlan = "snapshot-plan"
  case wideJSON = "wide-json"
  case wideMarkdown = "wide-markdown"
  case accessExport = "access-export"
  case pages
  case filesValidate = "files-validate"
  case fmtCheck = "fmt-check"

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
    case .loadAccount: "floor: load, \(ImpactEstate.account.title)"
    case .loadRow: "floor: load, \(ImpactEstate.row.title)"
    case .loadTier: "floor: load, \(ImpactEstate.tier.title)"
    case .impactAccount, .impactRow, .impactTier: "access impact of it"
    case .planAccount, .planRow, .planTier: "mandate plan of it, whole process"
    case .widePlan: "floor: plan of \(WideEstate.institutions) institutions, no changes"
    case .bulkAdd: "bulk add, \(WideEstate.institutions) files, and its plan"
    case .snapshotPlan: "plan from a snapshot file"
    case .wideJSON: "floor: plan --format json, all files"
    case .wideMarkdown: "plan --format markdown of the same"
    case .accessExport: "floor: access export"
    case .pages: "pages, \(WideEstate.institutions) institutions"
    case .filesValidate: "floor: validate, \(FilesEstate.files) files"
    case .fmtCheck: "fmt --check of the same"
    }
  }

  /// The estate whose one change is looked at; nil for the stages of the large estate.
  var impact: ImpactEstate? {
    switch self {
    case .loadAccount, .impactAccount, .planAccount: .account
    case .loadRow, .impactRow, .planRow: .row
    case .loadTier, .impactTier, .planTier: .tier
    case .scan, .read, .load, .check, .validateProcess, .planProcess, .planNew, .applyProcess,
      .insert, .applyNew, .planSame, .planOne, .applyOne, .widePlan, .bulkAdd, .snapshotPlan,
      .wideJSON, .wideMarkdown, .accessExport, .pages, .filesValidate, .fmtCheck:
      nil
    }
  }

  /// Where the stage finds its files.
  var place: EstatePlace {
    switch self {
    case .widePlan, .bulkAdd, .snapshotPlan, .wideJSON, .wideMarkdown, .accessExport, .pages: .wide
    case .filesValidate, .fmtCheck: .files
    default: impact.map(EstatePlace.impact) ?? .large
    }
  }

  /// What the stage is held against: reading against the scan, writing against the insert, and
  /// the impact of a change against the load of the tree that it is made to.
  var floor: Stage {
    switch self {
    case .scan, .read, .load, .check, .validateProcess, .planProcess, .planNew, .planSame,
      .planOne:
      .scan
    case .applyProcess, .insert, .applyNew, .applyOne: .insert
    case .loadAccount, .impactAccount, .planAccount: .loadAccount
    case .loadRow, .impactRow, .planRow: .loadRow
    case .loadTier, .impactTier, .planTier: .loadTier
    case .widePlan, .bulkAdd, .snapshotPlan: .widePlan
    case .wideJSON, .wideMarkdown: .wideJSON
    case .accessExport, .pages: .accessExport
    case .filesValidate, .fmtCheck: .filesValidate
    }
  }

  var isFloor: Bool { floor == self }

  /// The ratio to its floor that is wanted on two cores, where one was named.
  var goal: Double? {
    switch self {
    case .planProcess: 1.2
    case .applyNew: 3
    case .impactAccount, .impactRow, .impactTier: 1
    case .bulkAdd: 2
    case .scan, .read, .load, .check, .validateProcess, .planNew, .applyProcess, .insert,
      .planSame, .planOne, .applyOne, .loadAccount, .planAccount, .loadRow, .planRow, .loadTier,
      .planTier, .widePlan, .snapshotPlan, .wideJSON, .wideMarkdown, .accessExport, .pages,
      .filesValidate, .fmtCheck:
      nil
    }
  }

  /// The size above which what the stage prints is too much, in bytes.
  var outputMax: Int? { self == .wideMarkdown ? 60_000 : nil }

  /// The ratio to its floor above which the stage has become slower than it is known to be.
  var ratioMax: Double? { Expectations.ratioMax[self] }
}

/// The estates that stages read.
enum EstatePlace: Equatable {
  /// The one of the size asked for.
  case large
  case impact(ImpactEstate)
  case wide, files
}

/// What one run of a stage gave.
struct Sample {
  let seconds: Double
  /// Time on all processors together.
  let cpuSeconds: Double
  /// Peak of the whole process, what had to be prepared included.
  let peakBytes: Int
  /// What the stage counted: resources, changes, rows, events, or bytes that a command printed.
  let count: Int
}
