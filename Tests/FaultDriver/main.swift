// One apply at a time, for harnesses that break the world around it. See scripts/faults.

import Glibc
import SQLiteStore

SQLiteStore.surviveFileSizeLimit()
ShortWrites.installFromEnvironment()

let arguments = Array(CommandLine.arguments.dropFirst())
switch (arguments.first, arguments.count) {
case ("apply", 3): Scenario.apply(arguments[2], to: arguments[1], isEarly: false)
case ("apply-early", 3): Scenario.apply(arguments[2], to: arguments[1], isEarly: true)
case ("careless", 4): Careless.copy(from: arguments[2], to: arguments[1], mode: arguments[3])
case ("digest", 2): Inspection.describe(arguments[1])
case ("race", 5):
  Race.run(
    store: arguments[1], institution: arguments[2], rounds: Int(arguments[3]) ?? 0,
    barrier: arguments[4])
case ("hold", 2): Race.hold(arguments[1])
case ("watch", 3): Race.watch(arguments[1], until: arguments[2])
case ("tally", 2): Race.tally(arguments[1])
case ("keys", 2): KeyMaker.run(arguments[1], retail: nil)
case ("keys", 3...):
  KeyMaker.run(arguments[1], retail: (arguments[2], Array(arguments.dropFirst(3))))
case ("speed", 3): Speed.measure(folder: arguments[1], count: Int(arguments[2]) ?? 0)
default:
  print("usage: fault-driver apply|apply-early STORE first|second|third")
  print("       fault-driver careless STORE NEWSTORE extra|off")
  print("       fault-driver digest|tally|hold STORE")
  print("       fault-driver race STORE INSTITUTION ROUNDS BARRIER")
  print("       fault-driver watch STORE STOPFILE")
  print("       fault-driver keys STORE [RETAILACCOUNT ENDPOINT...]")
  print("       fault-driver speed FOLDER ROWS")
  exit(64)
}
