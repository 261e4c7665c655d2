import Diagnostics

/// A Unicode scalar that may stand nowhere in a file, and why.
struct RefusedCharacter {
  let code: DiagnosticCode
  /// What it is, in words, with its code point.
  let description: String

  /// Nil when the scalar is allowed.
  init?(_ scalar: UInt32) {
    guard let group = Self.group(of: scalar) else { return nil }
    code = group.code
    description = "the \(group.name) U+\(hexadecimal(scalar, digits: 4))"
  }

  private static func group(of scalar: UInt32) -> (code: DiagnosticCode, name: String)? {
    // What most text outside ASCII is made of, from the accented letters up to the Mongolian ones.
    if scalar >= 0x620, scalar < 0x115F { return nil }
    if let control = controlName(scalar) { return (.yamlControlCharacter, control) }
    if scalar & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar) {
      return (.yamlNoncharacter, "noncharacter")
    }
    return invisibleName(scalar).map { (.yamlInvisibleCharacter, $0) }
  }

  private static func controlName(_ scalar: UInt32) -> String? {
    switch scalar {
    case 0x09, 0x0A, 0x0D: nil
    case 0x00...0x1F, 0x7F...0x84, 0x86...0x9F: "control character"
    case 0x85, 0x2028, 0x2029: "line separator"
    default: nil
    }
  }

  /// The scalars that Unicode calls ignorable by default, and the annotation characters.
  ///
  /// Source: Unicode Character Database, DerivedCoreProperties, Default_Ignorable_Code_Point.
  private static func invisibleName(_ scalar: UInt32) -> String? {
    switch scalar {
    case 0xFEFF: "byte order mark"
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: "direction control"
    case 0x200B...0x200D, 0x2060: "zero-width character"
    case 0x180B...0x180D, 0x180F, 0xFE00...0xFE0F, 0xE0100...0xE01EF: "variation selector"
    case 0xE0000...0xE007F: "tag character"
    case 0x00AD, 0x034F, 0x115F...0x1160, 0x17B4...0x17B5, 0x180E, 0x2061...0x2065,
      0x206A...0x206F, 0x3164, 0xFFA0, 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A,
      0xE0080...0xE00FF, 0xE01F0...0xE0FFF:
      "invisible character"
    default: nil
    }
  }
}
