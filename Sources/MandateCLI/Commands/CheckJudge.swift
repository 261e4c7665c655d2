import AccessModel
import Diagnostics

/// Answers questions of `check` from one state of the register.
struct CheckJudge {
  private let decider: AccessDecider
  /// The line of every reason, by its place among the cases.
  private let lines: [[UInt8]]

  init(_ register: AccessRegister) {
    decider = AccessDecider(register)
    lines = AccessReason.allCases.map { CheckAnswer($0).line }
  }

  /// Goes by other resources from now on, as `AccessDecider` does.
  func replace(common: [Resource]?, institutions: [Text: [Resource]]) {
    decider.replace(common: common, institutions: institutions)
  }

  /// Appends the answer to the line in `range`; everything that is wrong with it is a denial.
  func appendAnswer(
    to bytes: [UInt8], _ range: Range<Int>, at now: Instant, onto output: inout [UInt8]
  ) {
    do throws(CheckFault) {
      let question = try CheckQuestion(CheckLineReader.line(bytes, range), at: now)
      let reason = try reason(for: question)
      if question.wasMapped {
        output += CheckAnswer(reason).saying(mapped: question.address).line
      } else {
        output += lines[reason.place]
      }
    } catch {
      output += CheckAnswer(error).line
    }
  }

  /// Appends the answer where the register cannot be read: a denial, whatever is asked.
  static func refuseAll(
    _ bytes: [UInt8], _ range: Range<Int>, at now: Instant, onto output: inout [UInt8]
  ) {
    do throws(CheckFault) {
      _ = try CheckQuestion(CheckLineReader.line(bytes, range), at: now)
      output += CheckAnswer(.stateUnavailable).line
    } catch {
      output += CheckAnswer(error).line
    }
  }

  func answer(to question: CheckQuestion) -> CheckAnswer {
    do throws(CheckFault) {
      let answer = CheckAnswer(try reason(for: question))
      return question.wasMapped ? answer.saying(mapped: question.address) : answer
    } catch {
      return CheckAnswer(error)
    }
  }

  private func reason(for question: CheckQuestion) throws(CheckFault) -> AccessReason {
    let place =
      switch question.call {
      case .endpoint(let id): decider.place(ofEndpoint: id)
      case .path(let method, let path): decider.place(method: method, path: path)
      }
    if let place, question.account == nil, decider.needsAccount(place, at: question.instant) {
      throw .accountMissing
    }
    return decider.decide(
      question.caller, place: place, account: question.account, address: question.address,
      at: question.instant)
  }
}

extension AccessReason {
  /// The place among all cases.
  fileprivate var place: Int {
    switch self {
    case .badRequest: 0
    case .unknownKey: 1
    case .keyExpired: 2
    case .unknownEndpoint: 3
    case .suspended: 4
    case .notAuthorized: 5
    case .applicationNotApproved: 6
    case .outsideValidity: 7
    case .licenceInactive: 8
    case .endpointNotGranted: 9
    case .accountNotPermitted: 10
    case .addressNotListed: 11
    case .allowed: 12
    case .stateUnavailable: 13
    }
  }
}
