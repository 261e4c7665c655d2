/// What stages took in ratio to their floors when this was last written down.
///
/// By the quickest runs for a hundred thousand resources on two cores, with half as much again for
/// noise; a change that makes a stage quicker lowers its number here.
enum Expectations {
  static let ratioMax: [Stage: Double] = [
    .read: 0.12, .load: 2.8, .check: 2.0, .validateProcess: 5.0, .planProcess: 6.8, .planNew: 6.2,
    .applyProcess: 10.3, .applyNew: 6.0, .planSame: 5.8, .planOne: 5.8, .applyOne: 6.4,
    .impactAccount: 1, .impactRow: 1, .impactTier: 1,
    .bulkAdd: 3, .snapshotPlan: 2, .wideMarkdown: 1.5, .pages: 18, .fmtCheck: 1.3,
  ]
}
