import AccessModel

/// What the reference of the manifest format says before it comes to the kinds.
enum ManifestFormatPreface {
  static var text: String { document + metadata + glossary }

  private static let document = """
    A manifest file is YAML of one or more documents. Each document declares one resource, or with \
    `items` many resources of one kind:

    ```yaml
    apiVersion: mandate/v1
    kind: PortalUser
    metadata: {name: amy-lau, institution: harbour-capital}
    spec: {email: amy.lau@harbour.example}
    ---
    apiVersion: mandate/v1
    kind: PortalUser
    metadata: {institution: harbour-capital}
    items:
      ben-yip: {email: ben.yip@harbour.example}
      cora-ip: {email: cora.ip@harbour.example, reason: DESK-77 joins the desk}
    ```

    - A field that is not listed below is an error, and so is a field without a value.
    - A list holds at least one element; leave the field out instead of writing an empty one.
    - The order of lists and of documents means nothing.
    - Text that YAML could take for a number, a date or a truth value is written in quotes; \
    instants may go without.
    - `*` stands in quotes, for YAML gives it a meaning of its own.

    `mandate explain KIND` prints the same tables, and `mandate schema` gives them to an editor.

    """

  private static var metadata: String {
    var output = "\n## Metadata\n\n| `metadata` | value | meaning |\n| --- | --- | --- |\n"
    for field in FieldWords.metadata(of: .accessTest) {
      output += MarkdownText.row([
        MarkdownText.code(field.name),
        MarkdownText.prose(FieldWords.type(field.type, isShort: true)),
        MarkdownText.prose(field.documentation),
      ])
    }
    output += """

      With `items`, the names are the keys, `metadata` holds `institution` and `labels` for all of \
      them, and `reason` and `renamedFrom` stand in the item that they are about.

      """
    return output
  }

  private static var glossary: String {
    var output = "\n## Words\n\n| word | meaning |\n| --- | --- |\n"
    for (word, meaning) in words {
      output += MarkdownText.row([MarkdownText.prose(word), MarkdownText.prose(meaning)])
    }
    return output
  }

  private static let words: [(String, String)] = [
    ("access", "what a principal can call, on which accounts, from which addresses, and when"),
    ("authorization", "Open API access given to one user of an institution"),
    ("catalogue", "the endpoints that exist in the broker's API"),
    ("desk", "the rights that the traders of one desk share"),
    ("environment", "prod, sandbox or uat; a folder, never a branch"),
    ("grant", "endpoints given to a broker application"),
    ("institution", "a client of the broker that has users of its own"),
    ("item", "one resource of a document with `items`"),
    ("key", "what a principal signs its calls with; never declared, only issued by command"),
    ("narrowing", "a change after which a principal can do less"),
    ("owner", "the project whose manifests a resource belongs to; nobody else may change it"),
    ("permission set", "a named set of endpoints"),
    ("principal", "who can hold access: a trader, an API user or a retail client's key"),
    ("project", "a folder with a mandate.yaml and the manifests that it names"),
    ("region", "where a store applies; endpoints exist in some regions only"),
    ("resource", "what one document or item declares; its address is KIND/INSTITUTION/NAME"),
    ("selector", "what names endpoints: an id, a prefix, a set or all of them"),
    ("store", "the register of what is in force, with its history"),
    ("tier", "a ceiling that the institutions in it cannot reach beyond"),
    ("widening", "a change after which a principal can do more"),
  ]
}
