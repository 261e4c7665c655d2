import AccessModel
import Diagnostics
import Manifests
import Planning
import Plans
import Rendering
import Stores

extension CommandDeclaration {
  static let storeStatus = CommandDeclaration(
    "store status", "what the store is and where it stands",
    options: [OptionDeclaration("--format", value: "F", "text or json; default text")],
    run: { invocation throws(CommandFailure) in
      let store = try invocation.existingStore()
      let status = try asking { () throws(StoreError) in try store.status() }
      if try invocation.wantsJSON() {
        invocation.output.write(RegisterJSON.status(status, place: store.place))
      } else {
        Reporter(invocation: invocation).show(RegisterText.status(status, place: store.place))
      }
      return .done
    })

  static let ownerList = CommandDeclaration(
    "owner list", "the registered manifest trees and what they may own",
    options: [OptionDeclaration("--format", value: "F", "text or json; default text")],
    run: { invocation throws(CommandFailure) in
      let store = try invocation.existingStore()
      let owners = try asking { () throws(StoreError) in try store.status().owners }
      if try invocation.wantsJSON() {
        invocation.output.write(RegisterJSON.owners(owners))
      } else {
        Reporter(invocation: invocation).show(RegisterText.owners(owners))
      }
      return .done
    })

  static let ownerRegister = CommandDeclaration(
    "owner register", "registers a manifest tree as an owner",
    details: """
      With --institution the tree may own the kinds of that institution's admins, and its admins may \
      apply it; without, it is a staff tree and may own anything. Needs staff of role security, and \
      in prod a second person.
      """,
    operands: [Operand("NAME", "metadata.name of the tree's mandate.yaml")],
    options: [
      OptionDeclaration("--institution", value: "I", "the institution that it is of"), .propose,
    ],
    examples: [
      "mandate owner register harbour-access --institution harbour-capital --as staff:sam"
    ],
    run: { invocation throws(CommandFailure) in
      try RecordCommand.attempting(invocation) { () throws(CommandFailure) in
        try OwnerRegisterCommand(invocation).run()
      }
    })
}
