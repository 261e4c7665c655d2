extension Unicode.Scalar {
  /// Whether a person sees this scalar as what it is: a letter, mark, digit, sign or the space.
  ///
  /// Refused are controls, direction overrides, invisible and default-ignorable scalars, every
  /// space but U+0020, private use, surrogates and unassigned ones: whatever could make two texts
  /// look alike or a text look like another.
  package var isDisplayable: Bool {
    if value < 0x7F { return value >= 0x20 }
    if value == 0x2800 { return false }  // Braille blank: a symbol by category, a gap to the eye.
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator, .spaceSeparator:
      return false
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber,
      .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
      .modifierSymbol, .otherSymbol:
      return !properties.isDefaultIgnorableCodePoint
    @unknown default:
      return false
    }
  }

  /// The scalar as `U+00A0`, for messages.
  var codePointText: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
