package import AccessModel
package import Diagnostics

/// What a submission covers: the fields of an application, not its name, labels or reason.
package enum ApplicationContent {
  /// The digest of an application's content, as `Review` keeps it.
  ///
  /// WHY without the name: a rename keeps the recorded life.
  package static func digest(of application: Resource) -> Text {
    var message = Array("mandate application 1\n\(application.kind.name)\n".utf8)
    CanonicalJSON.append(
      .object(application.spec), of: .object(ObjectShape(application.kind.description.fields)),
      to: &message)
    return Text(Digest.of(message).hexadecimal)
  }
}
