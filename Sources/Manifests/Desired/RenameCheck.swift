import AccessModel
import Diagnostics

/// S-11: `renamedFrom` may not name something that is still declared.
package enum RenameCheck {
  package static func findings(
    in declarations: [Declaration], state: DesiredState
  ) -> [Finding] {
    declarations.enumerated().compactMap { index, declaration in
      guard let old = declaration.renamedFrom else { return nil }
      let address = declaration.resource.address
      let former = Address(address.kind, institution: address.institution, name: old)
      guard state.contains(former) else { return nil }
      let site = Site(index, "metadata.renamedFrom", old)
      guard former != address else {
        return Finding(
          .error, .renameOntoLiving, "\(address) says that it was renamed from itself", at: site,
          help: "remove `renamedFrom`")
      }
      return Finding(
        .error, .renameOntoLiving,
        "\(address) says that it was `\(old)`, and \(former) is still declared",
        at: site, help: "remove `renamedFrom`, or the declaration of \(former)")
    }
  }
}
