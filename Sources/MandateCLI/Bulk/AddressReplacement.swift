import AccessModel
import Diagnostics
import Manifests

/// `bulk replace-cidr`: other addresses in the place of a block, in all lists that hold it.
struct AddressReplacement {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  private struct Request {
    let from: CIDR
    let to: [CIDR]
    let keepUntil: Instant?
  }

  func run() throws(CommandFailure) -> ExitCode {
    let request = try request()
    let run = try BulkRun(invocation)
    let matches = try run.matches(requiresQuery: false)
    var edits: [Int: [FieldEdit]] = [:]
    var overlaps: [Finding] = []
    for place in matches.places {
      let resource = run.loaded.declarations[place].resource
      guard resource.kind == .ipWhitelist else { continue }
      let entries = resource[IPWhitelistFields.entries].elements
      let found = self.edits(of: entries, request)
      edits[place] = found.edits
      overlaps += found.obstacles.map { overlap($0.entry, $0.why, place, resource) }
    }
    guard overlaps.isEmpty else {
      var locator = SiteLocator(
        files: run.loaded.tree.files, declarations: run.loaded.declarations)
      throw .diagnostics(locator.diagnostics(for: overlaps))
    }
    return try run.finish(
      edits, nothing: "no list holds \(request.from) to be replaced; nothing would change")
  }

  private func request() throws(CommandFailure) -> Request {
    guard let from = invocation.arguments.value("--from"),
      let to = invocation.arguments.value("--to")
    else {
      throw .usage(
        "`\(invocation.command.name)` needs --from and --to",
        help: "write such as --from 203.0.113.0/25 --to 198.51.100.0/25")
    }
    var blocks: [CIDR] = []
    for part in Text(to).split(UInt8(ascii: ",")) {
      let block = try block(part, "--to")
      if !blocks.contains(block) { blocks.append(block) }
    }
    return Request(from: try block(Text(from), "--from"), to: blocks, keepUntil: try keepUntil())
  }

  private func block(_ text: Text, _ option: String) throws(CommandFailure) -> CIDR {
    do throws(FormatProblem) { return try CIDR(parsing: text) } catch {
      throw .usage("\(option): \(error.message)", help: error.help.first)
    }
  }

  private func keepUntil() throws(CommandFailure) -> Instant? {
    guard let text = invocation.arguments.value("--keep-until") else { return nil }
    do throws(FormatProblem) { return try Instant(parsing: Text(text)) } catch {
      throw .usage("--keep-until: \(error.message)", help: error.help.first)
    }
  }

  // MARK: One list

  private struct Found {
    var edits: [FieldEdit] = []
    var obstacles: [(entry: CIDR, why: String)] = []
  }

  private func edits(of entries: [Value], _ request: Request) -> Found {
    let blocks = entries.compactMap { block(of: $0) }
    let wanted = AddressSet([request.from])
    let inside = zip(entries, blocks).filter { AddressSet([$0.1]).isSubset(of: wanted) }
    let touching = blocks.filter { AddressSet([$0]).overlaps(wanted) }
    guard !touching.isEmpty else { return Found() }
    // What already came with an earlier run may lie inside the block that goes.
    let going = inside.filter { !request.to.contains($0.1) || request.from == $0.1 }
    guard AddressSet(inside.map(\.1)) == wanted, touching.count == inside.count else {
      let isDone = touching.allSatisfy(request.to.contains)
      return isDone
        ? Found()
        : Found(obstacles: touching.filter { !request.to.contains($0) }.map { ($0, "overlaps") })
    }
    let terms = Set(going.map { self.terms(of: $0.0) })
    guard terms.count <= 1 || request.keepUntil != nil && request.to.allSatisfy(blocks.contains)
    else {
      return Found(
        obstacles: going.map { ($0.1, "has another note or end than its other parts of") })
    }
    return Found(edits: replacing(going, among: blocks, request))
  }

  private func replacing(
    _ going: [(Value, CIDR)], among blocks: [CIDR], _ request: Request
  ) -> [FieldEdit] {
    let path: [Text] = ["spec", "entries"]
    var coming = request.to.filter { !blocks.contains($0) }
    var edits: [FieldEdit] = []
    if let end = request.keepUntil {
      for (entry, _) in going where mustEnd(entry, at: end) {
        edits.append(.change(path, element: entry, field: "validUntil", .text(end.text)))
      }
      return edits + coming.map { .add(path, self.entry($0, like: going.first?.0)) }
    }
    for (entry, block) in going where !request.to.contains(block) {
      // The first ones keep their place, note and end; what is over is added or taken out.
      if coming.isEmpty {
        edits.append(.drop(path, entry))
      } else {
        let next = coming.removeFirst()
        edits.append(.change(path, element: entry, field: "cidr", .text(next.text)))
      }
    }
    return edits + coming.map { .add(path, self.entry($0, like: going.first?.0)) }
  }

  private func mustEnd(_ entry: Value, at end: Instant) -> Bool {
    guard let text = entry[IPWhitelistFields.validUntil].text,
      let own = try? Instant(parsing: text)
    else { return true }
    return own > end
  }

  private func entry(_ block: CIDR, like other: Value?) -> Value {
    var slots = other?.slots ?? []
    let missing = IPWhitelistFields.entry.fields.count - slots.count
    slots += [Value](repeating: .absent, count: max(0, missing))
    slots[IPWhitelistFields.cidr.index] = .text(block.text)
    return .object(slots)
  }

  private func block(of entry: Value) -> CIDR? {
    entry[IPWhitelistFields.cidr].text.flatMap { try? CIDR(parsing: $0) }
  }

  private func terms(of entry: Value) -> [Value] {
    [entry[IPWhitelistFields.note], entry[IPWhitelistFields.validUntil]]
  }

  private func overlap(
    _ block: CIDR, _ why: String, _ place: Int, _ resource: Resource
  ) -> Finding {
    let from = invocation.arguments.value("--from") ?? ""
    return Finding(
      .error, .bulkOverlap, "`\(block)` of \(resource.address) \(why) `\(from)`",
      at: Site(place, "entries.cidr", block.text),
      help: "change this list by hand, or leave it out with --where")
  }
}

extension DiagnosticCode {
  static let bulkOverlap = DiagnosticCode(
    "bulk-overlap", "A list shares addresses with the block to be replaced, and not all of it.",
    """
    bulk replace-cidr replaces entries that hold exactly the addresses of --from, in one piece or in \
    several that add up to it. What merely overlaps may be meant for something else, and is left to a \
    person.
    """)
}
