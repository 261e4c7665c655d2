import AccessModel
import Diagnostics
import Plans

/// Why a change widens although it only takes something away.
///
/// WHY words of its own: a deleted line looks like less and can mean more, and nobody sees that in
/// a file's diff.
struct DeletedLineText {
  let change: Change
  let direction: Direction

  /// What is so without the line, one sentence for each line that is gone; none when the change
  /// does not widen.
  var sentences: [String] {
    guard direction.widens else { return [] }
    guard change.after != nil else { return [deletion] }
    guard change.before != nil else { return [] }
    return FieldChange.all(of: change).flatMap(sentences)
  }

  private var deletion: String {
    let isList = change.address.kind == .ipWhitelist
    return isList
      ? "deleting it widens: it bounded every principal of the institution"
      : "deleting it widens: it held access back"
  }

  private func sentences(_ field: FieldChange) -> [String] {
    guard field.path.hasPrefix("spec.") else { return [] }
    let name = String(field.path.dropFirst("spec.".count))
    let kind = change.address.kind
    if case .object(let shape) = field.type {
      return members(shape, field.before, field.after).compactMap {
        sentence(kind, "\(name).\($0.name)", $0.before, $0.after)
      }
    }
    if case .list(let list) = field.type, case .object(let shape) = list.element,
      let key = list.key
    {
      return keyed(kind, name, shape, key, field)
    }
    return [sentence(kind, name, field.before, field.after)].compactMap { $0 }
  }

  private typealias Member = (name: String, before: Value, after: Value)

  private func members(_ shape: ObjectShape, _ before: Value, _ after: Value) -> [Member] {
    shape.fields.enumerated().map { index, field in
      (field.name, before[Slot(index: index)], after[Slot(index: index)])
    }.filter { $0.before != $0.after }
  }

  /// Elements that are on both sides and lack a field now, a sentence for each field.
  private func keyed(
    _ kind: Kind, _ name: String, _ shape: ObjectShape, _ key: Slot, _ field: FieldChange
  ) -> [String] {
    var old: [Value: Value] = [:]
    for element in field.before.elements { old[element[key]] = element }
    var counts: [String: (count: Int, first: Value)] = [:]
    for element in field.after.elements {
      guard let before = old[element[key]] else { continue }
      for member in members(shape, before, element) {
        guard let said = sentence(kind, "\(name).\(member.name)", member.before, member.after)
        else { continue }
        counts[said, default: (0, element[key])].count += 1
      }
    }
    return counts.sorted { Text($0.key) < Text($1.key) }.map { said, found in
      let more = found.count > 1 ? " and \(found.count - 1) more" : ""
      return "\(found.first.text?.string ?? "")\(more): \(said)"
    }
  }

  private func sentence(
    _ kind: Kind, _ path: String, _ before: Value, _ after: Value
  ) -> String? {
    if after.isAbsent, !before.isAbsent {
      return Self.withoutLine(kind, path).map { "no \(path) any more: \($0)" }
    }
    guard Self.holdsBack.contains(path) else { return nil }
    let gone = Set(before.elements).subtracting(after.elements).count
    guard gone > 0 else { return nil }
    return
      "\(gone) \(gone == 1 ? "line" : "lines") of \(path) gone: what \(gone == 1 ? "it" : "they") "
      + "kept out comes in"
  }

  /// Lists of which every element takes something away.
  private static let holdsBack: Set<String> = ["exclude", "withoutFlags"]

  /// What holds without a field, for the fields whose absence can mean more.
  private static func withoutLine(_ kind: Kind, _ path: String) -> String? {
    switch (kind, path) {
    case (_, "ipWhitelists"): "calls may come from every address"
    case (_, "validUntil"): "it has no end"
    case (_, "validFrom"): "it begins at once"
    case (.ipWhitelist, "entries.validUntil"): "the block has no end"
    case (.ipWhitelist, "institutionWide"): "it bounds only those who name it"
    case (.permissionSet, "exclude"): "nothing is taken out"
    case (.permissionSet, "withoutFlags"): "endpoints of every flag stay in"
    case (.permissionSet, "withFlags"): "endpoints without a flag come in"
    case (.permissionSet, "classes"): "endpoints of every class come in"
    case (.institution, "tier"): "no tier sets a ceiling"
    case (.institution, "accountAlignment"):
      "portal-wide, the default, asks for no right on an account"
    case (.institution, "licence.validUntil"): "the licence has no end"
    case (.institution, "licence.validFrom"): "the licence holds at once"
    case (.endpointGrant, "apiUsers"): "it is for every API user of the application"
    case (.endpointCatalogue, "endpoints.regions"): "every region has it"
    case (.endpointCatalogue, "endpoints.removedOn"): "it stays"
    case (.endpointCatalogue, "endpoints.accountScoped"): "true, the default, holds"
    case (.desk, "accounts"), (.traderAuthorization, "accounts"):
      "every proprietary account is reached"
    case (.institution, "state"): "open, the default, holds"
    case (.account, "state"), (.retailClient, "accounts.state"): "ACTIVE, the default, holds"
    case (_, "state"): "active, the default, holds"
    default: nil
    }
  }
}
