import Diagnostics

/// A value as it is written, with what stands in front of it; text is byte ranges of the file.
struct LayoutNode {
  /// The `&name` in front of it.
  var anchor: Range<Int>?
  var value: LayoutValue
}

/// The ways in which a value can be written.
indirect enum LayoutValue {
  /// No value at all.
  case empty
  /// A scalar on one line, or an alias.
  case inline(Range<Int>)
  /// A scalar without quotes, or in quotes, that goes on over several lines.
  case lines(Range<Int>)
  case blockText(LayoutBlockText)
  case flow(LayoutFlow)
  case block(LayoutBlock)
}

/// A comment behind something on its line, with the spaces in front of it.
struct LayoutComment {
  let text: Range<Int>
  let spaces: Int
}

/// A line without content.
enum LayoutLine {
  case blank
  case comment(Range<Int>, column: Int)

  var isComment: Bool { if case .comment = self { true } else { false } }
}

/// A mapping or list with one entry below the other.
struct LayoutBlock {
  let isSequence: Bool
  var entries: [LayoutEntry] = []
  /// Comments after the last entry that are indented like one.
  var tail: [LayoutLine] = []
}

/// A key with its value, or an element of a list, with the comments that belong to it.
struct LayoutEntry {
  /// Comments that a blank line parts from the entry: they head all entries up to the next such.
  var heading: [LayoutLine]
  var hasBlankBefore: Bool
  /// Comments on the lines right above it.
  var comments: [LayoutLine]
  /// Where it begins in the file.
  let start: Int
  var key: LayoutNode?
  /// Spaces between the key and a value on the same line.
  var gap = 1
  /// The comment on the line of the key, when the value stands below it.
  var headComment: LayoutComment?
  /// Whether a value on one line stands below its key.
  var isBelow = false
  /// Lines between the key and a value below it.
  var between: [LayoutLine] = []
  var value = LayoutNode(anchor: nil, value: .empty)
  /// The comment behind the value.
  var trailing: LayoutComment?

  init(after lines: [LayoutLine], start: Int) {
    self.start = start
    let lastComment = lines.lastIndex(where: \.isComment) ?? -1
    let lastGap = lines[..<(lastComment + 1)].lastIndex { !$0.isComment } ?? -1
    let endsInBlank = lastComment + 1 < lines.count
    let head = endsInBlank && lastComment >= 0 ? lines[...lastComment] : lines[..<(lastGap + 1)]
    let hasHeading = head.contains(where: \.isComment)
    heading = hasHeading ? Array(head) : []
    comments = endsInBlank ? [] : Array(lines[(lastGap + 1)..<(lastComment + 1)])
    hasBlankBefore = hasHeading || lastGap >= 0 || endsInBlank
  }

  /// Whether lines of its own stand above it.
  var hasLinesAbove: Bool { !heading.isEmpty || !comments.isEmpty }
}

/// A mapping or list in brackets.
struct LayoutFlow {
  /// The bracket it begins with; nil for a single pair in a list, which has none of its own.
  let opener: UInt8?
  var entries: [LayoutFlowEntry] = []
  var hasTrailingComma = false
  /// Whether the closing bracket begins a line.
  var breaksBeforeEnd = false
  /// Comments in front of the closing bracket.
  var tail: [LayoutLine] = []

  /// Whether its first entry stands on a line of its own.
  var isHanging: Bool { entries.first.map { $0.linesBefore > 0 } ?? !tail.isEmpty }
}

/// One entry between brackets.
struct LayoutFlowEntry {
  /// Line breaks in front of it: 0, 1, or 2 for a blank line.
  var linesBefore: Int
  var comments: [LayoutLine]
  let start: Int
  var key: LayoutNode?
  /// Whether a `:` follows the key.
  var hasColon = false
  var value = LayoutNode(anchor: nil, value: .empty)
  /// The comment behind it on its line.
  var trailing: LayoutComment?
}

/// A text after `|` or `>`.
struct LayoutBlockText {
  /// From the `|` or `>` to the end of its line.
  let header: Range<Int>
  /// Where in the header the sign stands that says what becomes of the last line breaks.
  let chomping: Int?
  /// The digit that says how far the text is indented.
  let indentation: Int?
  /// The lines without their indentation.
  let lines: [Range<Int>]
  /// Whether the file ends with its last line, without a line break.
  let endsWithFile: Bool
  /// Whether blank lines behind it would be part of it.
  let keepsBlankLines: Bool
}

/// One document of a file.
struct LayoutDocument {
  /// Lines in front of its `---`, or of the document when it has none.
  var before: [LayoutLine]
  var hasMarker = false
  var markerComment: LayoutComment?
  /// Lines between `---` and the document.
  var lead: [LayoutLine] = []
  var body = LayoutNode(anchor: nil, value: .empty)
  /// The comment behind a document that stands on one line.
  var trailing: LayoutComment?
  /// Lines after the document.
  var tail: [LayoutLine] = []
  /// Whether `...` follows it.
  var hasEnd = false
}

/// A whole file as it is written.
struct LayoutFile {
  var documents: [LayoutDocument] = []
  /// Lines after the last document.
  var tail: [LayoutLine] = []
}

/// Something that this room does not lay out; the file is left alone then.
struct LayoutObstacle: Error {
  let offset: Int
}
