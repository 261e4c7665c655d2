import AccessModel
import Diagnostics

extension AgreementText {
  /// The texts that apply to a product for which no `Agreement` is declared.
  package static let builtIn: [AgreementText] = [apiAgreement, disclaimer, riskWarning]

  private static let apiAgreement = AgreementText(
    builtIn: "api-agreement", version: "1", title: "Agreement on access by API",
    products: KeyRecord.Product.allCases,
    body: """
      Agreement on access by API

      1. A key belongs to the one person who registered it. It is not lent, shared or passed on, and
         every call made with it counts as made by that person.
      2. The owner keeps the secret as carefully as the password of the account, and answers for how
         it is stored, for who can reach it, and for using it in keeping with the rules.
      3. The secret is shown once. Whoever lost it resets the key, or deletes it and registers another;
         nobody else can read it or make it again.
      4. What a key may do follows the register of the broker and can be narrowed or stopped at any
         time. A key is never proof that an order will be taken.
      5. The owner who fears that a secret is known to others deletes the key at once.
      6. Calls keep to the documented interface and its limits.

      """)

  private static let disclaimer = AgreementText(
    builtIn: "disclaimer", version: "1", title: "Disclaimer for access to securities by API",
    products: [.trader, .broker],
    body: """
      Disclaimer for access to securities by API

      1. What the interface returns is information, no advice and no offer to buy or sell.
      2. Quotes, balances and states of orders can be late, incomplete or wrong. Whoever acts on them
         by program checks them first and bears the outcome.
      3. Orders sent by a program are the orders of the owner and of the institution, also when the
         program erred.
      4. A key of an authorized user may reach every account that the authorization covers. The
         institution decides whom it authorizes, and the owner stays within that.
      5. The interface can be interrupted. Whoever depends on it keeps another way to the market.

      """)

  private static let riskWarning = AgreementText(
    builtIn: "risk-warning", version: "1", title: "Risk warning for retail API keys",
    products: [.retail],
    body: """
      Risk warning for retail API keys

      1. A key opens data of your account, such as positions, dividends and history, and with more
         scopes it can place orders. A program that errs can lose money faster than you can look.
      2. Choose no more scopes than you need, and list the addresses from which you call. A key that
         works from anywhere is less secure.
      3. Giving a key to an application of others is risky. The broker is no partner of any such
         application, has tested none and vouches for none.
      4. Never share the secret with anybody who has no right to it. Treat it like the password of your
         account.
      5. If you lose the secret or fear for it, make a new pair or delete the key: the old one ends at
         once.

      """)
}

/// What an owner is told whenever a secret is made.
package enum SecretWarnings {
  /// Why the secret is the owner's to guard; with a third party, also what giving it away means.
  package static func lines(thirdParty: Bool) -> [String] {
    let own = [
      "The secret is shown this once. It is yours alone: you answer for how it is kept, who can "
        + "reach it, and how it is used."
    ]
    guard thirdParty else { return own }
    return own + [
      "Giving a key to an application of others is risky: it sees what the key sees and can do what "
        + "the key can do.",
      "The broker is no partner of that application, has not tested it and vouches for nothing it "
        + "does.",
    ]
  }
}
