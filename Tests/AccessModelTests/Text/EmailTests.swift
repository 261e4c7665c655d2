import AccessModel
import Diagnostics
import Testing

struct EmailTests {
  @Test(arguments: [
    "amy.lau@harbour.example", "a@b.co", "o'brien+desk=7@x-y.example", "A.B@C.EXAMPLE",
    "!#$%&'*+-/=?^_`{|}~@x.example", "a@xn--bcher-kva.example", "a@1.2.3d",
    String(repeating: "l", count: 64) + "@x.example",
  ])
  func aPlainAddressIsTakenAsWritten(_ text: String) throws {
    #expect(try Email(parsing: Text(text)).written == Text(text))
  }

  @Test(arguments: [
    "", "amy", "@x.example", "amy@", "amy@localhost", "a@@x.example", "a@b@x.example",
    ".a@x.example", "a.@x.example", "a..b@x.example", "a b@x.example", "a@x..example", "a@.example",
    "a@x.example.", "a@-x.example", "a@x-.example", "a@x_y.example", "\"a\"@x.example",
    "a@[192.0.2.1]", "a@192.0.2.1", "Amy <a@x.example>", "a(b)@x.example", "mailto:a@x.example",
    "а@x.example", "a@bücher.example", "a@x.example\n", "a,b@x.example", "a@x.exa mple",
    String(repeating: "l", count: 65) + "@x.example",
    "a@" + String(repeating: "d", count: 64) + ".example",
    "a@" + String(repeating: "dddddddd.", count: 28) + "ex",
  ])
  func anotherFormIsRefused(_ text: String) {
    let problem = refusal { () throws(FormatProblem) in try Email(parsing: Text(text)) }
    #expect(problem?.code == .emailMalformed)
    #expect(problem?.help.count == 1)
  }

  @Test func theLongestAddressHas254Bytes() throws {
    let domain = String(repeating: "d", count: 63) + "." + String(repeating: "e", count: 63)
    let start = String(repeating: "l", count: 62) + "@" + domain + "."
    let fitting = start + String(repeating: "f", count: 254 - start.utf8.count)
    #expect(try Email(parsing: Text(fitting)).folded.count == 254)
    let problem = refusal { () throws(FormatProblem) in try Email(parsing: Text(fitting + "f")) }
    #expect(problem?.message.hasSuffix("has more than 254 bytes") == true)
  }

  @Test func addressesThatDifferInCaseAreOne() throws {
    let one = try Email(parsing: "Amy.Lau@Harbour.Example")
    let other = try Email(parsing: "amy.lau@harbour.example")
    #expect(one == other)
    #expect(Set([one, other]).count == 1)
    #expect(one.written != other.written)
    #expect(one.folded == "amy.lau@harbour.example")
  }

  /// T08: a look-alike is never the same address, and never another one either.
  @Test func noScalarOutsideASCIIStandsForALetter() {
    let step: UInt32 = 13
    for start in stride(from: UInt32(0x80), through: 0x10FFFF, by: Int(step)) {
      guard let scalar = Unicode.Scalar(start) else { continue }
      let twin = "m" + String(Character(scalar)) + "ke@example.org"
      let problem = refusal { () throws(FormatProblem) in try Email(parsing: Text(twin)) }
      #expect(problem?.code == .emailMalformed)
    }
  }

  @Test func theHelpTellsLookAlikesFromForeignDomains() {
    let local = refusal { () throws(FormatProblem) in try Email(parsing: "аmy@x.example") }
    let domain = refusal { () throws(FormatProblem) in try Email(parsing: "amy@bücher.example") }
    #expect(local?.help == ["a look-alike letter is the usual cause; type the address by hand"])
    #expect(domain?.help == ["write the domain in its xn-- form"])
  }
}
