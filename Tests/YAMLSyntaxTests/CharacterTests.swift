import Diagnostics
import Foundation
import Testing
import YAMLSyntax

@Suite struct CharacterTests {
  /// What may not stand in a file, by the tables of Swift's own library.
  static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\t" || scalar == "\n" || scalar == "\r" { return false }
    let properties = scalar.properties
    return properties.generalCategory == .control || properties.isNoncharacterCodePoint
      || properties.isDefaultIgnorableCodePoint || scalar == "\u{2028}" || scalar == "\u{2029}"
      || (0xFFF9...0xFFFB).contains(scalar.value)
  }

  /// All scalars with `MANDATE_LONG=1`; otherwise fewer of those that are alike.
  static let scalars = (0...0x10FFFF).compactMap { (value: UInt32) in
    let isOfInterest =
      value < 0x3400 || (0xD7FF...0x13000).contains(value)
      || (0x1BC00...0x1D200).contains(value)
      || ((0xE0000...0xE1010).contains(value) && value & 0xE0 == 0)
      || value & 0xFFF0 == 0xFFF0 || value % 61 == 0
    return isOfInterest || isLong ? Unicode.Scalar(value) : nil
  }

  static let isLong = ProcessInfo.processInfo.environment["MANDATE_LONG"] == "1"

  static let refused = scalars.filter(isRefused)

  @Test func everyOtherScalarMayStandInAComment() {
    let refused = Set(Self.refused)
    var bytes: [UInt8] = []
    var count = 0
    for scalar in Self.scalars where !refused.contains(scalar) && scalar != "\n" && scalar != "\r" {
      bytes += count % 100 == 0 ? [0x0A, 0x23, 0x20] : [0x20]
      bytes += UTF8.encode(scalar).map(Array.init) ?? []
      count += 1
    }
    let reading = Reading(bytes: bytes, limits: SyntaxLimits(fileBytes: 16 << 20))
    #expect(reading.problems == [])
    #expect(count > (Self.isLong ? 1_100_000 : 40_000))
  }

  @Test func everyHiddenScalarIsRefusedInTextsAndComments() {
    let accepted = Self.refused.filter { scalar in
      Reading("a: b\(scalar)c\n").tree != nil || Reading("a: b # \(scalar)\n").tree != nil
    }
    #expect(accepted == [])
    #expect(Self.refused.count > (Self.isLong ? 4000 : 250))
  }

  @Test func everyHiddenScalarIsRefusedAsAnEscape() {
    let accepted = Self.refused.filter { scalar in
      let digits = String(scalar.value, radix: 16)
      let escape = "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      return Reading("a: \"\(escape)\"\n").tree != nil
    }
    #expect(accepted == [])
  }

  @Test(arguments: ["\\0", "\\a", "\\b", "\\e", "\\v", "\\f", "\\N", "\\L", "\\P", "\\x1b"])
  func shortEscapesOfControlCharactersAreRefused(_ escape: String) {
    #expect(Reading("a: \"x\\\\\(escape)\"\n").problems == ["yaml-control-character 1:8"])
  }

  @Test func otherEscapesAreRead() {
    #expect(
      Reading(#"a: "\t\n\r\"\/\\ \_\x41\u00e9\U0001F600""#).value
        == "{‹a›: ‹\t\n\r\"/\\ \u{A0}A\u{e9}\u{1F600}›}")
  }

  @Test func halvesOfSurrogatePairsAreRefused() {
    #expect(Reading("a: \"\\ud83d\"\n").tree == nil)
  }

  /// The judge of what is UTF-8 is the decoder of Swift's own library.
  @Test func noByteMakesInvalidUTF8Readable() {
    let texts: [[UInt8]] = [
      Array("a: b\n".utf8), Array("é: 漢😀\n# ü\n".utf8), Array("- 'x'\n- \"y\"\n".utf8),
    ]
    for text in texts {
      for position in 0...text.count {
        for byte in UInt8.min...UInt8.max {
          var bytes = text
          bytes.insert(byte, at: position)
          if String(validating: bytes, as: UTF8.self) == nil {
            #expect(Reading(bytes: bytes).tree == nil)
          }
        }
      }
    }
  }

  @Test(
    arguments: [
      [0xC0, 0xAF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
      [0xFF], [0x80],
    ] as [[UInt8]])
  func malformedUTF8IsRefusedWhereItStands(_ bytes: [UInt8]) {
    let reading = Reading(bytes: Array("a: é\nb: ".utf8) + bytes + Array(" c\n".utf8))
    #expect(reading.problems == ["yaml-invalid-utf8 2:4"])
    #expect(reading.diagnostics.first?.range?.bytes == 9..<9 + bytes.count)
  }

  /// Eight bytes are looked at at once, so that each place in a group of them is tried.
  @Test func controlCharactersAreFoundAtEveryPlace() {
    let text = Array("# a comment of some length, é\r\n- \"and a text\"\n".utf8)
    let controls = (0x00...0x7F as ClosedRange<UInt8>).filter { byte in
      (byte < 0x20 || byte == 0x7F) && ![0x09, 0x0A, 0x0D].contains(byte)
    }
    for control in controls {
      for position in 2..<text.count where text[position] & 0xC0 != 0x80 {
        let bytes = text.prefix(position) + [control] + text.dropFirst(position)
        let found = Reading(bytes: Array(bytes)).diagnostics.map(\.range?.bytes)
        #expect(found == [position..<position + 1])
      }
    }
  }

  @Test func allBadCharactersAreReported() {
    let reading = Reading("a: \u{1}\nb: \u{202E}x\nc: \u{FFFE}\n")
    #expect(
      reading.problems == [
        "yaml-control-character 1:4", "yaml-invisible-character 2:4", "yaml-noncharacter 3:4",
      ])
  }

  @Test func aByteOrderMarkMayStandFirstOnly() {
    #expect(Reading("\u{FEFF}a: b\n").value == "{‹a›: ‹b›}")
    #expect(Reading("\u{FEFF}\u{FEFF}a: b\n").problems == ["yaml-invisible-character 1:1"])
    #expect(Reading("a: b\n\u{FEFF}c: d\n").problems == ["yaml-invisible-character 2:1"])
  }

  @Test(
    arguments: [
      [0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61], [0x61, 0x00, 0x3A, 0x00],
      [0x00, 0x61, 0x00, 0x3A], [0xFF, 0xFE, 0x00, 0x00], [0x00, 0x00, 0xFE, 0xFF],
      [0x61, 0x00, 0x00, 0x00],
    ] as [[UInt8]])
  func otherEncodingsAreNamed(_ bytes: [UInt8]) {
    #expect(Reading(bytes: bytes).problems == ["yaml-encoding 1:1"])
  }
}
