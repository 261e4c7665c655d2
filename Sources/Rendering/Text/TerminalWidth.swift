extension Unicode.Scalar {
  /// Columns of a terminal: 0 for marks, 2 for wide East Asian scalars and emoji, 1 for the rest.
  ///
  /// Asked for displayable scalars only. Source: Unicode Standard Annex 11, classes W and F of
  /// EastAsianWidth.txt 14.0.0; marks by general category, as `wcwidth` counts them.
  var terminalWidth: Int {
    if value < 0x300 { return 1 }
    if isMark || isJoiningJamo { return 0 }
    return isWide ? 2 : 1
  }

  /// Whether it is drawn upon the scalar before it.
  var isMark: Bool {
    guard value >= 0x300 else { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return true
    default: return false
    }
  }

  /// Vowels and final consonants that a terminal draws into the Hangul syllable before them.
  private var isJoiningJamo: Bool {
    (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FB).contains(value)
  }

  private var isWide: Bool {
    guard value >= 0x1100 else { return false }
    if Self.wideRanges.contains(where: { $0.contains(value) }) { return true }
    // A single regional indicator is narrow; two of them are not our business.
    return properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF).contains(value)
  }

  /// Classes W and F without the emoji, which the standard library knows by themselves.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF,
    0x4E00...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FB, 0x1F200...0x1F320,
    0x1F3FB...0x1F3FF, 0x20000...0x3FFFD,
  ]
}
