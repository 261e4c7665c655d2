import Rendering

extension CommandDeclaration {
  static let doctor = CommandDeclaration(
    "doctor", "checks the surroundings and says what to do",
    details: """
      Looks at the project, its manifests, the store, the clock, git, the programs that approvals and \
      keys need, who may read the store's file, and the variables that are set (their names alone). \
      It changes nothing. Exit 1 when something is broken; warnings alone are exit 0.
      """,
    options: [OptionDeclaration("--format", value: "F", "text or json; default text")],
    examples: ["mandate doctor", "mandate doctor --format json"],
    run: { invocation throws(CommandFailure) in
      let isJSON = try invocation.wantsJSON()
      var examination = Examination(invocation)
      let report = examination.report()
      if isJSON {
        invocation.output.write(report.json())
      } else {
        Reporter(invocation: invocation).show(report.text())
      }
      return report.count(of: .broken) > 0 ? .wrongInput : .done
    })
}
