import AccessModel
import Diagnostics
import Foundation
import Testing

struct CodeTextTests {
  private static let countryList = "/usr/share/zoneinfo/iso3166.tab"

  @Test func thereAre249Countries() {
    var count = 0
    for first in UInt8(0x41)...0x5A {
      for second in UInt8(0x41)...0x5A {
        let text = Text([first, second])
        if refusal({ () throws(FormatProblem) in try CountryCode(parsing: text) }) == nil {
          count += 1
        }
      }
    }
    #expect(count == 249)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: countryList)))
  func theCountriesAreThoseOfTheTimeZoneDatabase() throws {
    let list = try String(contentsOfFile: Self.countryList, encoding: .utf8)
    let codes = list.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.prefix(2) }
    #expect(codes.count == 249)
    for code in codes { #expect(try CountryCode(parsing: Text(code)).text == Text(code)) }
  }

  @Test(arguments: [
    ("hk", "HK"), ("USA", "US"), ("HKG", "HK"), ("GBR", "GB"), ("deu", "DE"), ("UK", "GB"),
  ])
  func anotherSpellingIsRefusedWithTheCode(_ text: String, _ code: String) {
    let problem = refusal { () throws(FormatProblem) in try CountryCode(parsing: Text(text)) }
    #expect(problem?.code == .countryUnknown)
    #expect(problem?.help == ["write \(code)"])
  }

  @Test(arguments: ["", "H", "XX", "QQQ", "Hong Kong", "ΗK", "H ", "00", "@A", "[["])
  func anUnknownCountryIsRefused(_ text: String) {
    let problem = refusal { () throws(FormatProblem) in try CountryCode(parsing: Text(text)) }
    #expect(problem?.help == ["write the two letters of ISO 3166-1, such as HK"])
  }

  private static let digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

  @Test func sixtyFourLowerCaseHexDigitsAreADigest() throws {
    #expect(try SHA256Text(parsing: Text(Self.digest)).text == Text(Self.digest))
  }

  @Test(arguments: [
    digest.uppercased(), "sha256:" + digest, "SHA256:" + digest.uppercased(),
  ])
  func anotherSpellingOfADigestIsRefusedWithTheDigest(_ text: String) {
    let problem = refusal { () throws(FormatProblem) in try SHA256Text(parsing: Text(text)) }
    #expect(problem?.code == .sha256Malformed)
    #expect(problem?.help == ["write \(Self.digest)"])
  }

  @Test(arguments: ["", "abc", String(digest.dropLast()), digest + "0", "g" + digest.dropFirst()])
  func anotherTextIsNoDigest(_ text: String) {
    let problem = refusal { () throws(FormatProblem) in try SHA256Text(parsing: Text(text)) }
    #expect(problem?.help == ["write the 64 digits 0-9 and a-f that sha256sum prints"])
  }
}
