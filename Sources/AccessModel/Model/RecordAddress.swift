import Diagnostics

extension Address {
  /// The address of what is recorded about `subject`: `Review/INST/TradingApplication.NAME`.
  ///
  /// What covers an institution stands in the institution's own scope, so that a plan that reads
  /// the institution reads it too.
  package init(_ record: Kind, of subject: Address) {
    let institution = subject.kind == .institution ? subject.name : subject.institution
    self.init(
      record, institution: institution, name: Text("\(subject.kind.name).\(subject.name)"))
  }

  /// The address of what is recorded about a principal, such as an attestation.
  package init(_ record: Kind, of principal: PrincipalAddress) {
    let resource = principal.resource
    let last: Text =
      switch principal.form {
      case .trader: .empty
      case .apiUser(_, _, let user): Text(".\(user)")
      case .retailKey(_, let key): Text(".\(key)")
      }
    self.init(
      record, institution: principal.institution,
      name: Text("\(resource.kind.name).\(resource.name)\(last)"))
  }

  /// What a review or an override is about; nil for every other kind.
  package var subject: Address? {
    guard kind == .review || kind == .override,
      let dot = name.bytes.firstIndex(of: UInt8(ascii: "."))
    else { return nil }
    let length = dot - name.bytes.startIndex
    guard let subjectKind = Kind.named(name.slice(0..<length)) else { return nil }
    let isGlobal = subjectKind == .institution || subjectKind == .retailClient
    return Address(
      subjectKind, institution: isGlobal ? .empty : institution,
      name: name.slice(length + 1..<name.count))
  }
}
