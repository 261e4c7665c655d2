extension BannedWordRule {
  private static let terminal = "Sources/MandateCLI/World/Output.swift"
  private static let environment = "Sources/MandateCLI/World/CommandContext.swift"
  private static let main = "Sources/mandate/main.swift"

  /// What the tidy test forbids; the place that may do it is named where there is one.
  static let all: [BannedWordRule] = [
    BannedWordRule(
      "print(", "debugPrint(", "dump(", "puts(", "fputs(", "putchar(", except: [terminal],
      instead: "return a value and let \(terminal) write it"),
    BannedWordRule(
      "Date(", "time(nil)", "clock_gettime(", "gettimeofday(", "ContinuousClock", "SuspendingClock",
      except: [environment],
      instead: "take the instant from the command context made in main"),
    BannedWordRule(
      "getenv(", "secure_getenv(", "environ", "ProcessInfo", except: [environment],
      instead: "take the variable from the command context made in main"),
    BannedWordRule(
      "SystemRandomNumberGenerator", ".random(", ".shuffled(", ".randomElement(",
      instead: "take randomness from the command context made in main"),
    BannedWordRule("FileManager", instead: "use the file functions of Manifests or MandateCLI"),
    BannedWordRule(
      "exit(", "_exit(", "abort(", except: [main],
      instead: "return an exit code to \(main)"),
    BannedWordRule("try!", instead: "handle the error, or let it go on with a typed throw"),
    BannedWordRule("as!", instead: "use a closed enum, or `as?` with both answers handled"),
    BannedWordRule(
      "fatalError(", "assert(", "assertionFailure(",
      instead: "use preconditionFailure(\"…; this is a bug in mandate\")"),
    BannedWordRule(
      "Double", "Float", under: ["Sources/AccessModel"],
      instead: "count in whole numbers; digests must agree on every machine"),
    BannedWordRule(
      "Character", under: ["Sources/AccessModel", "Sources/YAMLSyntax"],
      instead: "work on UTF-8 bytes or Unicode scalars; characters hold unequal bytes equal"),
    BannedWordRule(
      "TO" + "DO", "FIX" + "ME", "XX" + "X",
      under: ["Sources", "Tests", "Benchmarks", "scripts", ".ci"], inText: true,
      instead: "do it now, or open an issue"),
  ]
}
