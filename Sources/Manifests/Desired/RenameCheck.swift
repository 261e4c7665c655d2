package import AccessModel
import Diagnostics

/// S-11: what is renamed has no living resource under its old name, nor under its new one.
package enum RenameCheck {
  /// `isStored` tells what the register holds of this owner.
  package static func findings(
    in declarations: [Declaration], state: DesiredState, isStored: (Address) -> Bool
  ) -> [Finding] {
    declarations.enumerated().compactMap { index, declaration in
      guard let old = declaration.renamedFrom else { return nil }
      let address = declaration.resource.address
      let former = Address(address.kind, institution: address.institution, name: old)
      if isStored(former), isStored(address), !state.contains(former) {
        return Finding(
          .error, .renameOntoLiving,
          "\(address) says that it was `\(old)`, and both names stand in the register",
          at: Site(index),
          help: "remove `renamedFrom` to delete \(former), or choose a name that is free")
      }
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
