import AccessModel
import Diagnostics

extension Check {
  /// An account belongs to one institution or one retail client (I-05).
  static let accountNumbersAreUnique = Check("I-05") { state, findings in
    var holders = FirstHolders<Text>()
    func note(_ number: Text, _ index: Int) {
      guard let conflict = holders.note(number, at: index, in: state) else { return }
      let other = state.resources[conflict.other].address
      let isRetail = state.resources[conflict.reported].kind == .retailClient
      findings.append(
        Finding(
          .error, .accountDuplicate,
          conflict.other == conflict.reported
            ? "`\(number)` stands twice in \(other)"
            : "`\(number)` is \(other.kind == .account ? "the" : "a") number of \(other) already",
          at: Site(conflict.reported, isRetail ? "accounts.number" : "number", number),
          earlier: conflict.other == conflict.reported ? nil : conflict.other,
          help: "an account has one holder; correct one of the two"))
    }
    for (index, account) in state.all(.account) {
      if let number = account[AccountFields.number].text { note(number, index) }
    }
    for (index, client) in state.all(.retailClient) {
      for account in client[RetailClientFields.accounts].elements {
        if let number = account[RetailClientFields.accountNumber].text { note(number, index) }
      }
    }
  }
}
