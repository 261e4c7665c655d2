package enum Checks {
  package static func findings(in state: DesiredState) -> [Finding] { [] }
}
