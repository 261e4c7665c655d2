import AccessModel
import Diagnostics
import Lifecycle
import Rendering
import Stores

/// `agreement list`.
struct AgreementListing {
  private let invocation: Invocation
  private let isJSON: Bool
  private let product: KeyRecord.Product?

  init(_ invocation: Invocation) throws(CommandFailure) {
    self.invocation = invocation
    isJSON = try invocation.wantsJSON()
    product = try invocation.arguments.value("--product").map { word throws(CommandFailure) in
      guard let product = KeyRecord.Product(rawValue: word) else {
        throw .usage(
          "--product: there is no product `\(word)`",
          help: "write one of \(KeyRecord.Product.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      return product
    }
  }

  func run() throws(CommandFailure) -> ExitCode {
    let party = try invocation.actorIfNamed().flatMap { TextParty($0) }
    let register = try RecordRegister(
      invocation, try invocation.existingStore(), .only(party?.scopes ?? [.global]), toWrite: false)
    let texts = AgreementTexts(register.resources.filter { $0.kind == .agreement })
    let rows = texts.all.compactMap { text -> AgreementTable.Row? in
      let products = texts.products(needing: text)
      guard product.map(products.contains) ?? true else { return nil }
      let isTheirs = party.map { $0.products.contains(where: products.contains) } ?? false
      return AgreementTable.Row(
        text, products: products,
        standing: isTheirs ? party?.standing(to: text, find: register.resource) : nil)
    }
    let table = AgreementTable(rows)
    if isJSON {
      invocation.output.write(table.json)
    } else {
      Reporter(invocation: invocation).show(table.rendered())
    }
    return .done
  }
}

/// `agreement show`.
struct AgreementShowing {
  private let invocation: Invocation
  private let words: TextWords

  init(_ invocation: Invocation) throws(CommandFailure) {
    self.invocation = invocation
    words = try TextWords(invocation.arguments.operands[0])
  }

  func run() throws(CommandFailure) -> ExitCode {
    let register = try RecordRegister(
      invocation, try invocation.existingStore(), .only([.global]), toWrite: false)
    let texts = AgreementTexts(register.resources.filter { $0.kind == .agreement }).all
    let found = texts.filter { $0.name == words.name }
    guard let text = found.first(where: { words.version == nil || $0.version == words.version })
    else {
      let names = texts.map(\.name.string)
      throw .request(
        found.first.map {
          "`\(words.name)` is in force in version \($0.version), not \(words.version ?? "")"
        } ?? "no text `\(words.name)` is in force",
        help: nearestName(to: words.name.string, among: found.isEmpty ? names : [])
          .map { "did you mean \($0)?" } ?? "list them: mandate agreement list")
    }
    var shown = StyledText()
    shown.appendLine(text.title.string, .strong)
    shown.appendLine("\(text.words)  sha256 \(text.sha256?.string ?? "not stated")")
    if let body = text.body {
      shown.appendLine()
      for line in body.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        shown.appendLine(String(line))
      }
    } else {
      shown.appendLine("The broker publishes the wording of this text; its digest tells it apart.")
    }
    Reporter(invocation: invocation).show(shown)
    return .done
  }
}
