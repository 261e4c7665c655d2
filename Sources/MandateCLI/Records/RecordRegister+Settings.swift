import AccessModel
import Diagnostics
import Lifecycle
import Stores

extension RecordRegister {
  /// The calendar of the store, or the usual one of its region.
  func calendar() throws(CommandFailure) -> WorkingCalendar {
    let zone = Zone.of(region: deployment.region)
    let lines = setting("calendar")
    guard !lines.isEmpty else { return WorkingCalendar(zone: zone) }
    do throws(CalendarProblem) {
      return try WorkingCalendar(lines: lines, zone: zone)
    } catch {
      throw .store(.damaged(reason: "the stored calendar: \(error.message)"))
    }
  }

  /// The lines of a setting; none when it is not set.
  func setting(_ name: Text) -> [Text] {
    resource(Address(.setting, name: name))?[SettingFields.lines].texts ?? []
  }
}
