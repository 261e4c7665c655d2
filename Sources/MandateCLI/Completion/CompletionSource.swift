import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import Rendering
import Stores

/// What completion offers for each kind of value, out of the store and the manifests.
///
/// It never says why something is not there: nobody wants an error while typing.
struct CompletionSource {
  let invocation: Invocation

  func completions(
    of values: ValueKind, _ current: String, _ operands: [String]
  ) -> Completions {
    switch values {
    case .file: Completions(manner: .files)
    case .folder: Completions(manner: .folders)
    case .free: Completions()
    case .choice(let choices): words(choices)
    case .kind: words(Kind.allCases.map(\.name))
    case .guardrail: words(Guardrails.liftableNames)
    case .topic: topics(current)
    case .command: words(Program.commands.map { $0.words[0] })
    case .institution: words(names(.institution))
    case .name: words(operands.first.flatMap { Kind.named(Text($0)) }.map { names($0) } ?? [])
    case .endpoint: words(endpoints())
    case .selector: selectors(current)
    case .address: addresses(current)
    case .actor: actors(current)
    }
  }

  private func words(_ words: [String], _ manner: Completions.Manner = .words) -> Completions {
    Completions(manner: manner, candidates: words.map { .init(word: $0) })
  }

  // MARK: Addresses

  /// Part by part, so that a register of many names is not read whole.
  private func addresses(_ current: String) -> Completions {
    let parts = current.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, let kind = Kind.named(Text(parts[0])) else {
      return words(Kind.declared.map { $0.name + "/" }, .beginnings)
    }
    let isInstitutions = Self.isOfInstitution(kind)
    if parts.count == 2, isInstitutions {
      return words(names(.institution).map { "\(kind.name)/\($0)/" }, .beginnings)
    }
    let institution = isInstitutions ? Text(parts[1]) : nil
    return words(known(kind, institution).map(\.text))
  }

  private static func isOfInstitution(_ kind: Kind) -> Bool {
    switch kind.scope {
    case .institution, .either: true
    case .global: false
    }
  }

  private func names(_ kind: Kind) -> [String] { known(kind, nil).map(\.name.string) }

  /// What the store holds, and where there is none what is declared.
  private func known(_ kind: Kind, _ institution: Text?) -> [Address] {
    if let store = try? invocation.existingStore() {
      let rows = try? store.rows(RowFilter(kind: kind, institution: institution), asOf: nil)
      return (rows ?? []).map(\.address)
    }
    guard let project = try? invocation.project() else { return [] }
    return LoadedTree(project).declarations.map(\.resource.address)
      .filter { $0.kind == kind && (institution == nil || $0.institution == institution) }
      .sorted { $0 < $1 }
  }

  // MARK: Endpoints

  private func resources(_ kind: Kind) -> [Resource] {
    if let store = try? invocation.existingStore() {
      let rows = try? store.rows(RowFilter(kind: kind), asOf: nil)
      return (try? RegisterSplit.decode(rows ?? [])) ?? []
    }
    guard let project = try? invocation.project() else { return [] }
    return LoadedTree(project).declarations.map(\.resource).filter { $0.address.kind == kind }
  }

  private func endpoints() -> [String] {
    EndpointTable(catalogues: resources(.endpointCatalogue)).rows.map(\.id.string)
  }

  /// The last of several selectors between commas.
  private func selectors(_ current: String) -> Completions {
    let head = current.lastIndex(of: ",").map { String(current[...$0]) } ?? ""
    let all = endpoints() + names(.permissionSet).map { "set:\($0)" }
    return words(all.map { head + $0 })
  }

  // MARK: Actors and topics

  private func actors(_ current: String) -> Completions {
    let parts = current.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      return words(["staff:", "admin:", "trader:", "retail:", "ci:"], .beginnings)
    }
    switch parts[0] {
    case "staff": return words(names(.staffMember).map { "staff:\($0)" })
    case "retail": return words(names(.retailClient).map { "retail:\($0)" })
    case "admin", "trader":
      guard let slash = parts[1].firstIndex(of: "/") else {
        return words(names(.institution).map { "\(parts[0]):\($0)/" }, .beginnings)
      }
      let institution = String(parts[1][..<slash])
      return words(
        known(.portalUser, Text(institution)).map { "\(parts[0]):\(institution)/\($0.name)" })
    default: return Completions()
    }
  }

  private func topics(_ current: String) -> Completions {
    guard let dot = current.firstIndex(of: "."),
      let kind = Kind.named(Text(String(current[..<dot])))
    else {
      return words(
        Kind.declared.map(\.name) + ["Project"]
          + (ExplainCommand.codes + RuleWords.all).map(\.name).sorted())
    }
    return words(kind.description.fields.map { "\(kind.name).\($0.name)" })
  }
}
