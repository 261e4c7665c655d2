package import Diagnostics

/// The address of a principal: who can hold access (model, section 4).
package struct PrincipalAddress: Hashable, Sendable {
  package let text: Text

  /// Throws `principal-malformed` unless it is one of the three forms.
  package init(parsing text: Text) throws(FormatProblem) {
    let parts = text.split(UInt8(ascii: "/"))
    let namesAreValid = parts.dropFirst().allSatisfy { (try? Name(parsing: $0)) != nil }
    let isForm =
      switch (parts[0].string, parts.count) {
      case ("TraderAuthorization", 3), ("BrokerApplication", 4), ("RetailClient", 3): true
      default: false
      }
    guard isForm, namesAreValid else {
      throw FormatProblem(
        .principalMalformed, "`\(text)` is not the address of a principal",
        help: [
          "write TraderAuthorization/INSTITUTION/NAME, BrokerApplication/INSTITUTION/NAME/USER "
            + "or RetailClient/NAME/KEYNAME"
        ])
    }
    self.text = text
  }
}
