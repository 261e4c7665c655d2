import Glibc

let words = Array(CommandLine.arguments.dropFirst())
if words == ["--help"] {
  print(Options.usage)
  exit(0)
}
let options = Options(words)
if let child = options.child {
  StageProcess.main(
    child.stage, in: Folder(making: child.estate), repetitions: child.repetitions)
  exit(0)
}
if let estate = options.registered {
  RegisteredStore(Folder(making: estate)).make()
  exit(0)
}
if let estate = options.keyed {
  RegisteredKeys(Folder(making: estate)).make()
  exit(0)
}
let isAsExpected =
  options.isSelfTest ? SelfTest(stages: options.stages).run() : Benchmark(options: options).run()
exit(isAsExpected ? 0 : 1)
