import AccessModel
import Diagnostics
import Lifecycle
import Rendering
import Stores

/// The register as a site: an index, and a page for each institution and for retail clients.
struct RegisterSite {
  private let reader: ReviewReader
  private let history: SiteHistory
  private let calendar: WorkingCalendar
  private let keys: [Text: [KeyStanding]]
  /// Nil for all.
  private let institution: Text?

  init(_ invocation: Invocation, institution: Text?) throws(CommandFailure) {
    try OversightSight(invocation).requireReview(of: institution)
    self.institution = institution
    let store = try invocation.existingStore()
    reader = try ReviewReader(invocation, store, institution: institution)
    history = try SiteHistory(
      store, reader.past.revisions, through: reader.revision, institution: institution)
    calendar = try reader.register.calendar()
    keys = Dictionary(grouping: reader.keys, by: \.institution)
  }

  /// Writes every page; gives their number.
  func write(to path: String) throws(CommandFailure) -> Int {
    var folder = try SiteFolder(path)
    let register = reader.register
    let moment = RegisterMoment(
      deployment: register.deployment, revision: reader.revision, instant: reader.instant)
    var places: [PlaceSummary] = []
    for name in institution.map({ [$0] }) ?? reader.institutions {
      let content = try content(of: name)
      // Where nobody is a retail client, a page of them says nothing.
      if name.isEmpty, register.view.register.retail.clients.isEmpty { continue }
      let summary = PlaceSummary(content)
      let page = PlacePage(moment, content, table: register.view.register.table)
      try folder.write(page.bytes, to: summary.path)
      places.append(summary)
    }
    let common = institution.map { history.history(of: $0) } ?? history.ofCommon
    try folder.write(IndexPage(moment, places, history: common).bytes, to: ["index.html"])
    return try folder.finish()
  }

  private func content(of name: Text) throws(CommandFailure) -> PlaceContent {
    let access = reader.register.view.register
    let place = name.isEmpty ? nil : access.institutions[name]
    let subjects =
      place.map { place in
        place.tradingApplications.values.map(\.address)
          + place.brokerApplications.values.map(\.address)
      } ?? access.retail.reviews.keys.map { Address(.retailClient, name: $0) }
    let overrides = place?.overrides ?? access.retail.overrides
    return PlaceContent(
      institution: place, principals: try reader.principals(of: name), keys: keys[name] ?? [],
      applications: subjects.sorted().compactMap(entry), overrides: Array(overrides.values),
      history: history.history(of: name))
  }

  private func entry(of subject: Address) -> ApplicationEntry? {
    let register = reader.register
    return ApplicationLife(
      of: subject, recorded: register.resource(Address(.review, of: subject))
    ).map { life in
      ApplicationEntry(
        life: life, calendar: calendar,
        inProduction: register.deployment.environment.isProduction, now: reader.instant, mails: [],
        stop: OverrideLife(
          of: subject, recorded: register.resource(Address(.override, of: subject))))
    }
  }
}

extension OversightRegister {
  /// The calendar of the store, or the usual one of its region.
  func calendar() throws(CommandFailure) -> WorkingCalendar {
    let zone = Zone.of(region: deployment.region)
    let lines =
      resource(Address(.setting, name: "calendar"))?[SettingFields.lines].texts ?? []
    guard !lines.isEmpty else { return WorkingCalendar(zone: zone) }
    do throws(CalendarProblem) {
      return try WorkingCalendar(lines: lines, zone: zone)
    } catch {
      throw .store(.damaged(reason: "the stored calendar: \(error.message)"))
    }
  }
}
