/// Reads HTML more strictly than a browser, which would repair what is wrong without a word.
struct MarkupReader {
  struct Element: Equatable {
    let name: String
    let attributes: [String: String]
    /// The elements around it, the outermost first.
    let path: [String]
    var text = ""
  }

  struct Problem: Error, Equatable {
    let words: String
  }

  private(set) var elements: [Element] = []
  /// All text between tags, references resolved.
  private(set) var text = ""
  private var open: [Int] = []
  private var rest: Substring

  private static let void: Set<String> = ["meta", "input", "br"]

  init(_ html: String) throws(Problem) {
    rest = html[...]
    guard rest.hasPrefix("<!doctype html>\n") else { throw Problem(words: "no doctype") }
    rest = rest.dropFirst("<!doctype html>".count)
    while let first = rest.unicodeScalars.first {
      if first == "<" { try readTag() } else { try readText() }
    }
    guard open.isEmpty else { throw Problem(words: "not ended: \(elements[open[0]].name)") }
  }

  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  private mutating func readText() throws(Problem) {
    var raw = String.UnicodeScalarView()
    while let scalar = rest.unicodeScalars.first, scalar != "<" {
      raw.append(scalar)
      rest.unicodeScalars.removeFirst()
    }
    let shown = try Self.resolved(String(raw))
    text += shown
    for index in open { elements[index].text += shown }
  }

  private mutating func readTag() throws(Problem) {
    rest.unicodeScalars.removeFirst()
    if rest.unicodeScalars.first == "/" {
      rest.unicodeScalars.removeFirst()
      let name = take { Self.isName($0) }
      guard let last = open.popLast(), elements[last].name == name, takeOne(">") else {
        throw Problem(words: "</\(name)> ends nothing")
      }
      return
    }
    let name = take { Self.isName($0) }
    guard !name.isEmpty else { throw Problem(words: "a tag without a name") }
    var attributes: [String: String] = [:]
    while takeOne(" ") {
      let key = take { Self.isName($0) }
      guard !key.isEmpty, attributes[key] == nil else { throw Problem(words: "attribute \(key)") }
      attributes[key] = takeOne("=") ? try takeValue() : ""
    }
    guard takeOne(">") else { throw Problem(words: "<\(name) is not closed") }
    elements.append(
      Element(name: name, attributes: attributes, path: open.map { elements[$0].name }))
    if Self.void.contains(name) { return }
    open.append(elements.count - 1)
    guard ["script", "style"].contains(name) else { return }
    while !rest.hasPrefix("</"), let scalar = rest.unicodeScalars.first {
      elements[elements.count - 1].text.unicodeScalars.append(scalar)
      rest.unicodeScalars.removeFirst()
    }
  }

  private mutating func takeValue() throws(Problem) -> String {
    guard takeOne("\"") else { throw Problem(words: "a value without quotes") }
    let raw = take { $0 != "\"" }
    guard takeOne("\""), !raw.contains("<") else { throw Problem(words: "value \(raw)") }
    return try Self.resolved(raw)
  }

  private mutating func take(while fits: (Unicode.Scalar) -> Bool) -> String {
    var taken = String.UnicodeScalarView()
    while let scalar = rest.unicodeScalars.first, fits(scalar) {
      taken.append(scalar)
      rest.unicodeScalars.removeFirst()
    }
    return String(taken)
  }

  private mutating func takeOne(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.unicodeScalars.first == scalar else { return false }
    rest.unicodeScalars.removeFirst()
    return true
  }

  private static func isName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || scalar == "-" || ("0"..."9") ~= scalar)
  }

  private static func resolved(_ raw: String) throws(Problem) -> String {
    let names: [String: Unicode.Scalar] = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'",
    ]
    var output = String.UnicodeScalarView()
    var scalars = raw.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      guard scalar == "&" else {
        guard !"<>".unicodeScalars.contains(scalar) else { throw Problem(words: "raw \(scalar)") }
        output.append(scalar)
        continue
      }
      guard let end = scalars.firstIndex(of: ";"), let known = names[String(scalars[..<end])] else {
        throw Problem(words: "a bare ampersand")
      }
      output.append(known)
      scalars = scalars[scalars.index(after: end)...]
    }
    return String(output)
  }
}
