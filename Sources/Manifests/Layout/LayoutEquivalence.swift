import AccessModel
import Diagnostics
import YAMLSyntax

/// Whether two texts say the same and hold the same comments, quotes and anchors.
///
/// Looks at what was written with the readers of everybody else, so that a slip of the layout cannot
/// hide behind code that made it.
struct LayoutEquivalence {
  /// How often each declaration stands there, with everything that was found wrong.
  private let declarations: [Digest: Int]
  private let problems: [String]
  private let shape: UInt64
  private let comments: [Text]

  static func holds(between tree: SyntaxTree, and written: [UInt8]) -> Bool {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: tree.file.path, bytes: written)
    guard let copy = parseSyntax(file, into: &diagnostics) else { return false }
    let (before, after) = (LayoutEquivalence(tree), LayoutEquivalence(copy))
    return before.declarations == after.declarations && before.problems == after.problems
      && before.shape == after.shape && before.comments == after.comments
  }

  private init(_ tree: SyntaxTree) {
    var decoder = ManifestDecoder(
      tree: tree, defaultInstitution: nil, dayReading: DayReading(), file: 0)
    decoder.readDocuments()
    declarations = decoder.declarations.reduce(into: [:]) { $0[$1.digest, default: 0] += 1 }
    problems = decoder.diagnostics.map(\.message).sorted()
    shape = ShapeSum(tree).ofFile
    comments = CommentList(tree).texts.sorted()
  }
}

/// A sum over what a file says, which does not depend on the order of entries, elements and documents.
private struct ShapeSum {
  private let tree: SyntaxTree

  init(_ tree: SyntaxTree) { self.tree = tree }

  var ofFile: UInt64 { tree.documents.reduce(0) { $0 &+ sum(of: $1) } }

  private func sum(of node: NodeID) -> UInt64 {
    var hasher = Hasher()
    if let anchored = tree.anchored(by: node) {
      hasher.combine("alias")
      hasher.combine(sum(of: anchored))
      return UInt64(bitPattern: Int64(hasher.finalize()))
    }
    switch tree.kind(node) {
    case .scalar:
      hasher.combine(tree.style(node))
      hasher.combine(tree.text(node))
    case .sequence:
      hasher.combine("list")
      hasher.combine(tree.writtenChildren(node).reduce(UInt64(0)) { $0 &+ sum(of: $1) })
    case .mapping:
      hasher.combine("mapping")
      hasher.combine(sumOfEntries(node))
    }
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }

  private func sumOfEntries(_ mapping: NodeID) -> UInt64 {
    var children = tree.writtenChildren(mapping)
    var total: UInt64 = 0
    while let key = children.next(), let value = children.next() {
      var hasher = Hasher()
      hasher.combine(sum(of: key))
      hasher.combine(sum(of: value))
      total &+= UInt64(bitPattern: Int64(hasher.finalize()))
    }
    return total
  }
}

/// The comments of a file, found as what stands between its scalars.
private struct CommentList {
  private(set) var texts: [Text] = []
  private let tree: SyntaxTree
  private let bytes: [UInt8]
  private var position = 0

  init(_ tree: SyntaxTree) {
    self.tree = tree
    bytes = tree.file.bytes
    for document in tree.documents { visit(document) }
    scan(to: bytes.count)
  }

  private mutating func visit(_ node: NodeID) {
    guard tree.kind(node) == .scalar || tree.anchored(by: node) != nil else {
      for child in tree.writtenChildren(node) { visit(child) }
      return
    }
    let range = tree.range(node)
    scan(to: range.lowerBound)
    if tree.anchored(by: node) == nil, tree.style(node) == .literal || tree.style(node) == .folded {
      passHeader(until: range.upperBound)
    }
    position = max(position, range.upperBound)
  }

  /// The line of `|` or `>` can end in a comment.
  private mutating func passHeader(until end: Int) {
    let lineEnd = bytes[position..<end].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? end
    scan(to: lineEnd)
  }

  private mutating func scan(to end: Int) {
    while position < end {
      guard bytes[position] == UInt8(ascii: "#") else {
        position += 1
        continue
      }
      var last = bytes[position...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      let next = last
      while bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 { last -= 1 }
      texts.append(Text(bytes, position..<last))
      position = next
    }
  }
}
