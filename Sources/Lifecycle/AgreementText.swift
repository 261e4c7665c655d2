package import AccessModel
package import Diagnostics

/// A text that owners of keys accept: declared by an `Agreement`, or built in.
package struct AgreementText: Hashable, Sendable {
  package let name: Text
  package let version: Text
  package let title: Text
  package let products: [KeyRecord.Product]
  /// SHA-256 of the text in hexadecimal, where it is known.
  package let sha256: Text?
  /// The text itself; declared ones are published elsewhere.
  package let body: String?

  /// As commands name it: `TEXT@VERSION`.
  package var words: String { "\(name)@\(version)" }

  init(
    builtIn name: Text, version: Text, title: Text, products: [KeyRecord.Product], body: String
  ) {
    self.name = name
    self.version = version
    self.title = title
    self.products = products
    self.body = body
    sha256 = Text(Digest.of(Array(body.utf8)).hexadecimal)
  }

  /// The text that a resource of kind `Agreement` declares.
  package init(_ agreement: Resource) {
    name = agreement.address.name
    version = agreement[AgreementFields.version].text ?? .empty
    title = agreement[AgreementFields.title].text ?? .empty
    products = agreement[AgreementFields.products].texts
      .compactMap { KeyRecord.Product(rawValue: $0.string) }
    sha256 = agreement[AgreementFields.sha256].text
    body = nil
  }
}

/// The texts in force: the declared ones, and the built-in ones for a product that none of them
/// names (model, section 2.1).
package struct AgreementTexts: Sendable {
  /// In the order of their names.
  private let declared: [AgreementText]

  /// The texts in force beside `agreements`, which are resources of kind `Agreement`.
  package init(_ agreements: some Sequence<Resource>) {
    declared = agreements.map { AgreementText($0) }.sorted { $0.name < $1.name }
  }

  /// What must be accepted before a key of the product is registered, in the order of names.
  package func required(for product: KeyRecord.Product) -> [AgreementText] {
    let own = declared.filter { $0.products.contains(product) }
    return own.isEmpty ? AgreementText.builtIn.filter { $0.products.contains(product) } : own
  }

  /// Every text in force for any product, each once, in the order of names; a built-in text names
  /// only the products that it is in force for.
  package var all: [AgreementText] {
    var found: [AgreementText] = []
    for product in KeyRecord.Product.allCases {
      for text in required(for: product) where !found.contains(text) { found.append(text) }
    }
    return found.sorted { ($0.name, $0.version) < ($1.name, $1.version) }
  }

  /// The products that need this text accepted.
  package func products(needing text: AgreementText) -> [KeyRecord.Product] {
    KeyRecord.Product.allCases.filter { required(for: $0).contains(text) }
  }
}

/// Whether somebody accepted a text as it is now.
package struct TextStanding: Hashable, Sendable {
  package enum State: String, Sendable {
    case accepted, stale, missing
  }

  package let text: AgreementText
  package let state: State
  /// What was accepted last: the version, and when.
  package let accepted: (version: Text, at: Instant)?

  /// How `acceptance`, the record of one person and text, stands to the text.
  package init(_ text: AgreementText, acceptance: Resource?) {
    typealias Fields = AcceptanceFields
    self.text = text
    guard let acceptance, let version = acceptance[Fields.version].text,
      let at = acceptance[Fields.at].instant
    else {
      state = .missing
      accepted = nil
      return
    }
    accepted = (version, at)
    // A text that says nothing about its wording is known by its version alone.
    let isSameWording = text.sha256 == nil || text.sha256 == acceptance[Fields.sha256].text
    state = version == text.version && isSameWording ? .accepted : .stale
  }

  /// The address of the record that one person accepted one text.
  package static func address(of text: Text, institution: Text, person: Text) -> Address {
    Address(.acceptance, institution: institution, name: Text("\(person).\(text)"))
  }

  package static func == (left: TextStanding, right: TextStanding) -> Bool {
    left.text == right.text && left.state == right.state
      && left.accepted?.version == right.accepted?.version
      && left.accepted?.at == right.accepted?.at
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(text)
    hasher.combine(state)
  }
}

extension AgreementText {
  /// The record that `actor`, who is `person`, accepted this text as it is now.
  package func acceptance(
    institution: Text, person: Text, by actor: Actor, at now: Instant
  ) -> Resource {
    var spec = [Value](repeating: .absent, count: KindDescription.acceptance.fields.count)
    spec[AcceptanceFields.version.index] = .text(version)
    spec[AcceptanceFields.sha256.index] = sha256.map(Value.text) ?? .absent
    spec[AcceptanceFields.at.index] = .text(now.text)
    spec[AcceptanceFields.by.index] = .text(Text(actor.description))
    let address = TextStanding.address(of: name, institution: institution, person: person)
    return Resource(address: address, labels: [], reason: nil, spec: spec)
  }
}
