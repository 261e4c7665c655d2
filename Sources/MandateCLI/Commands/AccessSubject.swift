import AccessModel
import Diagnostics
import Plans

/// What a question about access names, read from the command line.
struct AccessSubject {
  /// An endpoint as it was written.
  enum Call {
    case endpoint(Text)
    case path(method: Text, path: Text)

    /// One word is an id; two, or one with a space, are a method and a path.
    init(_ words: [String]) {
      let words = words.flatMap { $0.split(separator: " ").map(String.init) }
      self =
        words.count == 2
        ? .path(method: Text(words[0]), path: Text(words[1]))
        : .endpoint(Text(words.joined(separator: " ")))
    }

    var words: String {
      switch self {
      case .endpoint(let id): id.string
      case .path(let method, let path): "\(method) \(path)"
      }
    }
  }

  let call: Call?
  let account: Text?
  let address: IPAddress?
  /// Whether the address was written as IPv4 inside IPv6.
  let wasMapped: Bool

  /// Reads `--account` and `--ip` beside the words of a call.
  init(_ invocation: Invocation, call words: [String]) throws(CommandFailure) {
    call = words.isEmpty ? nil : Call(words)
    account = invocation.arguments.value("--account").map { Text($0) }
    guard let text = invocation.arguments.value("--ip") else {
      (address, wasMapped) = (nil, false)
      return
    }
    do throws(FormatProblem) {
      let client = try IPAddress.client(parsing: Text(text))
      (address, wasMapped) = (client.address, client.wasMapped)
    } catch {
      throw .usage("--ip: \(error.message)", help: error.help.first)
    }
  }

  /// Who is asked about: a principal, or one of its keys by the public id.
  struct Asked {
    let principal: PrincipalAddress
    let key: KeyRecord?
    /// What was read to answer.
    let stored: StoredAccess
  }

  /// Reads what decides about the address of a principal or the id of a key.
  ///
  /// Throws `usage` for another form, `request` for a key that there never was.
  static func asked(
    _ text: String, _ invocation: Invocation
  ) throws(CommandFailure) -> Asked {
    let text = Text(text)
    guard KeyID.isOne(text) else {
      let principal = try principal(text)
      return Asked(
        principal: principal, key: nil,
        stored: try StoredAccess(invocation, institution: principal.institution))
    }
    let institution = try KeyLocator.institution(of: .keyID(text), invocation)
    let stored = try StoredAccess(invocation, institution: institution)
    guard let key = stored.register.keys.first(where: { $0.id == text }) else {
      throw .request("there is no key `\(text)`", help: "list the keys with mandate key list")
    }
    return Asked(principal: key.principal, key: key, stored: stored)
  }

  private static func principal(_ text: Text) throws(CommandFailure) -> PrincipalAddress {
    do throws(FormatProblem) { return try PrincipalAddress(parsing: text) } catch {
      let name = text.string.split(separator: "/").last.map(String.init) ?? ""
      throw .usage(
        error.message,
        help: (try? Name(parsing: Text(name))) != nil && !text.string.hasPrefix("PortalUser/")
          ? "write the whole address, such as TraderAuthorization/INSTITUTION/\(name)"
          : error.help.first)
    }
  }

  /// The place of the endpoint; throws `request` when it is not in force.
  func place(in view: AccessView) throws(CommandFailure) -> Int {
    if let place = placeInForce(in: view) { return place }
    let table = view.register.table
    let words = call?.words ?? ""
    if let place = call.flatMap({ place(of: $0, view.register) }) {
      let row = table.rows[place]
      let why = row.isRemoved(at: view.now) ? "was removed" : "belongs to other regions"
      throw .request("endpoint `\(row.id)` is not in force: it \(why)", help: nil)
    }
    let near = nearestName(to: words, among: table.rows.map(\.id.string))
    throw .request(
      "the catalogue has no endpoint `\(words)`",
      help: near.map { "did you mean \($0)?" } ?? "list them with mandate get EndpointCatalogue")
  }

  /// The place of the endpoint; nil when it is not in force.
  func placeInForce(in view: AccessView) -> Int? {
    call.flatMap { place(of: $0, view.register) }.flatMap {
      view.inForce.contains($0) ? $0 : nil
    }
  }

  private func place(of call: Call, _ register: AccessRegister) -> Int? {
    switch call {
    case .endpoint(let id): register.table.place(of: id)
    case .path(let method, let path):
      CallTable(register.table, region: register.deployment.region)
        .place(method: method, path: path)
    }
  }
}

extension OptionDeclaration {
  static let account = OptionDeclaration(
    "--account", value: "A", "name or number of an account; default: any")
  static let clientAddress = OptionDeclaration(
    "--ip", value: "X", "the address of the caller; default: any")
}
