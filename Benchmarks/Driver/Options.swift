/// What was asked for on the command line.
struct Options {
  var sizes = [Report.expectedSize]
  var runs = 5
  var seed: UInt64 = 1
  var keep: String?
  var planted: Stage?
  var stages = Stage.allCases
  var isSelfTest = false
  /// A script that measures Cedar's decisions, to compare with.
  var cedar: String?
  /// How many questions Cedar is asked.
  var cedarQuestions = 20_000
  private var asksForTiming = false
  /// How many revocations are timed, each with a process of its own; none for 0.
  var revocations = 200
  /// The estate whose store this process is to make keys in.
  var keyed: String?
  /// The estate whose store this process is to make.
  var registered: String?
  /// The stage that this process is the child for.
  var child: (stage: Stage, estate: String, repetitions: Int)?

  static let usage = """
    usage: benchmarks [--size 1k|10k|100k|1m|all] [--runs N] [--seed N] [--keep DIR]
                      [--only STAGE,...] [--plant STAGE] [--self-test]
                      [--cedar SCRIPT] [--cedar-questions N] [--revocations N] [--timing]

      --size       how many resources the estate has; default 100k
      --runs       rounds; every stage runs once a round in a process of its own; default 5
      --seed       what the estate is made from; default 1
      --keep DIR   writes the estate below DIR and leaves it there
      --only       measures these stages; their floors must be among them for ratios; none for
                   what is asked for beside them alone
      --plant      gives a stage double work, to see that it is noticed
      --self-test  gives every stage double work in turn and checks that it takes about double
      --cedar      compares the decisions of `check --batch` with those of Tests/Oracles/cedar_speed.py,
                   run by the Python that MANDATE_PYTHON names
      --cedar-questions
                   how many questions Cedar is asked; default 20000
      --timing     looks whether time tells presented secrets apart
      --revocations
                   how many revocations are timed on the estate of each size; default 200

    stages: \(Stage.allCases.map(\.rawValue).joined(separator: ", "))
    """

  /// Whether all is measured, decisions among it, or they are asked for.
  var measuresDecisions: Bool { cedar != nil || stages.count == Stage.allCases.count }

  /// Whether all is measured, or the timing of secrets is asked for.
  var measuresTiming: Bool { asksForTiming || stages.count == Stage.allCases.count }

  private var asksForRevocations = false

  /// Whether all is measured, or revocations are asked for.
  var measuresRevocations: Bool {
    revocations > 0 && (asksForRevocations || stages.count == Stage.allCases.count)
  }

  private static let sizes: [String: [Int]] = [
    "1k": [1_000], "10k": [10_000], "100k": [100_000], "1m": [1_000_000],
    "all": [1_000, 10_000, 100_000, 1_000_000],
  ]

  init(_ words: [String]) {
    var rest = words[...]
    var child: (stage: Stage?, estate: String?, repetitions: Int) = (nil, nil, 1)
    while let word = rest.popFirst() {
      if word == "--self-test" {
        isSelfTest = true
        continue
      }
      if word == "--timing" {
        asksForTiming = true
        continue
      }
      guard let value = rest.popFirst() else { Self.refuse(word) }
      switch word {
      case "--size": sizes = Self.known(Self.sizes[value], word)
      case "--runs": runs = max(1, Self.known(Int(value), word))
      case "--seed": seed = Self.known(UInt64(value), word)
      case "--keep": keep = value
      case "--plant": planted = Self.known(Stage(rawValue: value), word)
      case "--only":
        stages =
          value == "none"
          ? [] : value.split(separator: ",").map { Self.known(Stage(rawValue: String($0)), word) }
      case "--cedar": cedar = value
      case "--cedar-questions": cedarQuestions = max(1, Self.known(Int(value), word))
      case "--revocations": (revocations, asksForRevocations) = (Self.known(Int(value), word), true)
      case "--keys": keyed = value
      case "--register": registered = value
      case "--stage": child.stage = Self.known(Stage(rawValue: value), word)
      case "--estate": child.estate = value
      case "--repetitions": child.repetitions = Self.known(Int(value), word)
      default: Self.refuse(word)
      }
    }
    if let stage = child.stage, let estate = child.estate {
      self.child = (stage, estate, child.repetitions)
    }
  }

  private static func known<Value>(_ value: Value?, _ word: String) -> Value {
    guard let value else { refuse(word) }
    return value
  }

  private static func refuse(_ word: String) -> Never {
    BenchmarkFailure.stop("\(word) is not understood\n\(usage)")
  }
}
