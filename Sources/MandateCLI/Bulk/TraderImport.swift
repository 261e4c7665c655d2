struct TraderImport {
  init(_ invocation: Invocation) {}
  func run() throws(CommandFailure) -> ExitCode { .done }
}
