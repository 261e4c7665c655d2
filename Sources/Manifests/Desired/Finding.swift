import AccessModel
package import Diagnostics

/// What a check has to say about a resource; the place in the text is looked up when it is printed.
package struct Finding: Sendable {
  package let severity: Diagnostic.Severity
  package let code: DiagnosticCode
  package let message: String
  package let help: [String]
  package let site: Site
  /// Index of the resource that came first, where two are in each other's way.
  ///
  /// Where it stands in these manifests, the help begins with its place.
  package let earlier: Int?
  /// Which rule of a key policy is broken; nil for what no policy says.
  let breach: PolicyBreach?

  package init(
    _ severity: Diagnostic.Severity, _ code: DiagnosticCode, _ message: String, at site: Site,
    earlier: Int? = nil, help: String...
  ) {
    self.init(severity, code, message, at: site, earlier: earlier, breach: nil, help: help)
  }

  init(
    _ severity: Diagnostic.Severity, _ code: DiagnosticCode, _ message: String, at site: Site,
    earlier: Int? = nil, breach: PolicyBreach?, help: [String]
  ) {
    self.earlier = earlier
    self.breach = breach
    self.severity = severity
    self.code = code
    self.message = message
    self.help = help
    self.site = site
  }
}

/// A place in a resource.
package struct Site: Sendable {
  /// Index into `DesiredState.resources`.
  package let resource: Int
  /// Names of fields from `spec` downward, joined by dots; empty means the name of the resource.
  package let field: String
  /// The scalar meant, where the field is a list or holds several.
  package let text: Text?

  package init(_ resource: Int, _ field: String = "", _ text: Text? = nil) {
    self.resource = resource
    self.field = field
    self.text = text
  }
}

/// One rule over the desired state.
package struct Check: Sendable {
  /// What the rule is called in documentation, such as `I-03` or a plain name.
  package let name: String
  let find: @Sendable (DesiredState, inout [Finding]) -> Void

  init(_ name: String, _ find: @escaping @Sendable (DesiredState, inout [Finding]) -> Void) {
    self.name = name
    self.find = find
  }
}
