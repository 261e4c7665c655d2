import AccessModel

/// An attribute of an element: a fixed name, and a value that is escaped when it is written.
package struct HTMLAttribute: Sendable {
  let name: StaticString
  /// Nil for one that is there or not.
  let value: String?

  /// An attribute that runs nothing and leads nowhere; for one that leads, take `link`.
  package init(_ name: StaticString, _ value: String) {
    precondition(
      !Self.isActive("\(name)"), "an attribute that runs or loads; this is a bug in mandate")
    self.name = name
    self.value = value
  }

  private init(named name: StaticString, _ value: String?) {
    self.name = name
    self.value = value
  }

  /// Such as `hidden`.
  package static func flag(_ name: StaticString) -> HTMLAttribute {
    HTMLAttribute(named: name, nil)
  }

  package static func `class`(_ names: String) -> HTMLAttribute { HTMLAttribute("class", names) }

  package static func id(_ id: String) -> HTMLAttribute { HTMLAttribute("id", id) }

  /// Leads to a place of the same page.
  package static func link(toPlace id: String) -> HTMLAttribute {
    HTMLAttribute(named: "href", "#\(percentEncoded(id))")
  }

  /// Leads to a file beside the page or below it, `..` for the folder above.
  package static func link(toFile path: [String]) -> HTMLAttribute {
    HTMLAttribute(named: "href", path.map(percentEncoded).joined(separator: "/"))
  }

  /// Attributes that run code, load something or lead away.
  private static func isActive(_ name: String) -> Bool {
    name.hasPrefix("on")
      || [
        "style", "href", "src", "srcset", "srcdoc", "action", "formaction", "data", "xlink:href",
        "poster", "background", "ping",
      ].contains(name)
  }

  /// RFC 3986, section 2.1, for everything but the unreserved characters of section 2.3.
  private static func percentEncoded(_ part: String) -> String {
    var output = ""
    for byte in part.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        output.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        output += "%"
        for digit in [byte >> 4, byte & 0xF] {
          output.unicodeScalars.append(Unicode.Scalar(JSONText.hexDigit(digit)))
        }
      }
    }
    return output
  }
}
