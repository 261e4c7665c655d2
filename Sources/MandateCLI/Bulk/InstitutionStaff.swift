import AccessModel
import Diagnostics
import Manifests

/// The users, authorizations and desks of one institution, and where new ones of them go.
struct InstitutionStaff {
  private let institution: Text
  private let loaded: LoadedTree
  private var users: [Text: Int] = [:]
  private var usersByEmail: [Email: Int] = [:]
  private var emailsElsewhere: [Email: Text] = [:]
  /// Authorizations by user.
  private var authorizations: [Text: [Int]] = [:]
  private var namesOfAuthorizations: Set<Text> = []
  private(set) var desks: Set<Text> = []
  private var userFile: Int?
  private var authorizationFile: Int?
  private var anyFile = 0

  /// Throws when the tree knows no such institution.
  init(_ institution: Text, in loaded: LoadedTree) throws(CommandFailure) {
    self.institution = institution
    self.loaded = loaded
    var known: Set<Text> = []
    for (place, declaration) in loaded.declarations.enumerated() {
      let address = declaration.resource.address
      let owner = address.kind == .institution ? address.name : address.institution
      if !owner.isEmpty { known.insert(owner) }
      guard owner == institution else {
        noteElsewhere(declaration.resource)
        continue
      }
      anyFile = declaration.file
      note(declaration, place)
    }
    guard known.contains(institution) else {
      let near = nearestName(to: institution.string, among: known.map(\.string))
      throw .request(
        "--institution: nothing of `\(institution)` is declared here",
        help: near.map { "did you mean `\($0)`?" } ?? "declare its desks first")
    }
  }

  private mutating func noteElsewhere(_ resource: Resource) {
    guard resource.kind == .portalUser, let email = Self.email(of: resource) else { return }
    emailsElsewhere[email] = resource.address.institution
  }

  private mutating func note(_ declaration: Declaration, _ place: Int) {
    let resource = declaration.resource
    let name = resource.address.name
    if resource.kind == .portalUser {
      users[name] = place
      if let email = Self.email(of: resource) { usersByEmail[email] = place }
      userFile = declaration.file
    } else if resource.kind == .traderAuthorization {
      let user = resource[TraderAuthorizationFields.user].text ?? name
      authorizations[user, default: []].append(place)
      namesOfAuthorizations.insert(name)
      authorizationFile = declaration.file
    } else if resource.kind == .desk {
      desks.insert(name)
      if authorizationFile == nil { authorizationFile = declaration.file }
    }
  }

  private static func email(of user: Resource) -> Email? {
    user[PortalUserFields.email].text.flatMap { try? Email(parsing: $0) }
  }

  // MARK: One row

  /// What a row asks for; what stands in its way is added to the faults of `table`.
  func change(
    for row: TraderTable.Row, _ table: inout TraderTable
  ) -> (edits: [Int: [FieldEdit]], additions: [NewResource]) {
    if let other = emailsElsewhere[row.email] {
      table.fault(
        "`\(row.email)` is a user of `\(other)`", at: row.places[.email],
        "a person of two institutions has an address at each")
    }
    var edits: [Int: [FieldEdit]] = [:]
    var additions: [NewResource] = []
    let name: Text
    if let place = usersByEmail[row.email] {
      name = loaded.declarations[place].resource.address.name
      if row.isNameWritten, name != row.name {
        table.fault(
          "`\(row.email)` is the user `\(name)` already, not `\(row.name)`",
          at: row.places[.name], "leave the column `name` empty, or rename the user by hand")
      }
      if let shown = row.displayName { edits[place] = [.set(Self.displayName, .text(shown))] }
    } else {
      name = row.name
      if users[name] != nil {
        table.fault(
          "the user `\(name)` has another address", at: row.places[.email],
          "write another name into the column `name`")
      }
      additions.append(
        NewResource(user(name, row), inFile: userFile ?? authorizationFile ?? anyFile))
    }
    switch authorization(of: name, row, &table) {
    case .left(let place, let own): edits[place] = own
    case .right(let resource):
      additions.append(
        NewResource(resource, inFile: authorizationFile ?? userFile ?? anyFile))
    case nil: break
    }
    return (edits, additions)
  }

  private static let displayName: [Text] = ["spec", "displayName"]

  private func user(_ name: Text, _ row: TraderTable.Row) -> Resource {
    var spec = [Value](repeating: .absent, count: Kind.portalUser.description.fields.count)
    spec[PortalUserFields.email.index] = .text(row.email.written)
    if let shown = row.displayName { spec[PortalUserFields.displayName.index] = .text(shown) }
    return Resource(
      address: Address(.portalUser, institution: institution, name: name), labels: [], reason: nil,
      spec: spec)
  }

  private enum Either {
    case left(Int, [FieldEdit])
    case right(Resource)
  }

  private func authorization(
    of user: Text, _ row: TraderTable.Row, _ table: inout TraderTable
  ) -> Either? {
    let known = authorizations[user] ?? []
    guard let place = known.first else { return newAuthorization(of: user, row, &table) }
    let resource = loaded.declarations[place].resource
    guard known.count == 1, !resource[TraderAuthorizationFields.desk].isAbsent else {
      table.fault(
        known.count > 1
          ? "`\(user)` has \(known.count) authorizations"
          : "the authorization of `\(user)` names no desk but rights of its own",
        at: row.places[.email], "edit this trader by hand, and leave the row out")
      return nil
    }
    var edits: [FieldEdit] = [.set(["spec", "desk"], .text(row.desk))]
    if let end = row.validUntil { edits.append(.set(["spec", "validUntil"], .text(end))) }
    if let reason = row.reason { edits.append(.set(["metadata", "reason"], .text(reason))) }
    return .left(place, edits)
  }

  private func newAuthorization(
    of user: Text, _ row: TraderTable.Row, _ table: inout TraderTable
  ) -> Either? {
    guard !namesOfAuthorizations.contains(user) else {
      table.fault(
        "the authorization `\(user)` is that of another user", at: row.places[.email],
        "write another name into the column `name`")
      return nil
    }
    var spec = [Value](
      repeating: .absent, count: Kind.traderAuthorization.description.fields.count)
    spec[TraderAuthorizationFields.desk.index] = .text(row.desk)
    if let end = row.validUntil { spec[TraderAuthorizationFields.validUntil.index] = .text(end) }
    return .right(
      Resource(
        address: Address(.traderAuthorization, institution: institution, name: user), labels: [],
        reason: row.reason, spec: spec))
  }
}
