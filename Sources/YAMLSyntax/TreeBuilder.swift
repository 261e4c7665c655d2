import Diagnostics

/// Turns events into the nodes of a tree and holds the rules about nodes.
struct TreeBuilder {
  let file: SourceFile
  let bytes: [UInt8]
  let limits: SyntaxLimits
  let isASCII: Bool
  let hasTabs: Bool
  var problems: ProblemList
  var layout: LayoutReader
  var offsets: OffsetMap
  var nodes: [SyntaxNode] = []
  var decoded: [UInt8] = []
  var frames: [Frame] = []
  var anchors = AnchorTable()
  var keys = KeyLedger()
  /// What the nodes so far stand for.
  var expanded = ExpandedSize()
  /// Where the node that was read last ends.
  var lastEnd: UInt32 = 0
  private var documents: [NodeID] = []
  private(set) var wantsMore = true

  // The state of the innermost collection stands here rather than on the stack, because every
  // event asks for it.

  /// Column of the innermost block collection, or -1.
  var indent = -1
  var isInMapping = false
  /// Number of child nodes so far.
  var childCount: UInt32 = 0
  /// Collections inside each other below the innermost one, aliases followed.
  var height = 0

  /// A collection that is being read, with the state of the one around it.
  struct Frame {
    let node: UInt32
    let keysBefore: UInt32
    let outerChildCount: UInt32
    let outerIndent: Int32
    let outerHeight: Int32
    let outerIsInMapping: Bool
    let outerKeys: KeyLedger.Sieve
    /// Whether it ends with a bracket of its own.
    let isBracketed: Bool
    /// The name of its anchor; empty when it has none.
    let anchor: Range<UInt32>
  }

  init(
    _ file: SourceFile, _ limits: SyntaxLimits, _ traits: CharacterTraits, _ problems: ProblemList
  ) {
    self.file = file
    self.limits = limits
    self.problems = problems
    isASCII = traits.isASCII
    hasTabs = traits.hasTabs
    bytes = file.bytes
    let start = file.hasByteOrderMark ? 3 : 0
    layout = LayoutReader(bytes, start: start)
    offsets = OffsetMap(bytes, base: start, isASCII: traits.isASCII)
    nodes.reserveCapacity(min(bytes.count / 7 + 4, limits.nodes))
  }

  /// The finished tree; of use only when no problem was found.
  var tree: SyntaxTree {
    SyntaxTree(file: file, documents: documents, nodes: nodes, decoded: decoded)
  }

  mutating func take(_ event: borrowing EventStream) {
    if event.isScalar {
      takeScalar(event)
    } else {
      takeStructure(event)
    }
    if problems.isFull { wantsMore = false }
  }

  private mutating func takeStructure(_ event: borrowing EventStream) {
    switch event.kind {
    case .scalar: break
    case .alias: takeAlias(event)
    case .sequenceStart: openCollection(event, .sequence)
    case .mappingStart: openCollection(event, .mapping)
    case .collectionEnd: closeCollection(event)
    case .documentStart: anchors.forgetAll()
    case .documentEnd, .streamStart: break
    case .streamEnd:
      layout.advance(to: bytes.count, indent: -1, &problems)
      wantsMore = false
    }
  }

  /// Refuses the file for a problem after which nothing else can be read.
  mutating func stop(_ code: DiagnosticCode, _ message: String, _ range: Range<Int>, help: String) {
    problems.add(code, message, range, help: help)
    wantsMore = false
  }

  /// Stops without another word: the problem is in the list already.
  mutating func stop() { wantsMore = false }

  // MARK: - Nodes

  /// Appends a node and counts it for its parent.
  @inline(__always)
  mutating func append(_ node: SyntaxNode) {
    if frames.isEmpty { documents.append(NodeID(nodes.count)) }
    childCount += 1
    nodes.append(node)
    lastEnd = node.end
  }

  /// Counts work towards the limits of the file.
  @inline(__always)
  mutating func count(nodes addedNodes: Int, bytes addedBytes: Int, at node: SyntaxNode) {
    expanded.nodes += addedNodes
    expanded.bytes += addedBytes
    guard expanded.nodes > limits.nodes || expanded.bytes > limits.expandedBytes else { return }
    refuseExcess(at: Int(node.start)..<Int(node.end))
  }

  private mutating func refuseExcess(at range: Range<Int>) {
    let excess =
      expanded.nodes > limits.nodes
      ? "\(limits.nodes) values" : "\(limits.expandedBytes) bytes of text"
    stop(
      .yamlNodeCount, "the file stands for more than \(excess) here", range,
      help: "split the file, or write out less by alias")
  }

  /// Whether the next node is the key of a mapping.
  var expectsKey: Bool { isInMapping && childCount % 2 == 0 }

  /// Holds the rules of keys for `key`, the scalar at `node`, whose site was appended last.
  mutating func takeKey(_ key: SyntaxNode, _ node: Int) {
    let text = Int(key.value)..<Int(key.value) + Int(key.extent)
    // Nothing that is longer than `null` has a meaning of its own.
    if key.extent <= 4 { refuseKeyWithMeaning(key) }
    // WHY not one call with the buffer chosen before: that would retain and release it.
    if key.isDecoded {
      keys.add(node: node, site: nodes.count - 1, in: decoded, text, isASCII: false)
    } else {
      keys.add(node: node, site: nodes.count - 1, in: bytes, text, isASCII: isASCII)
    }
  }

  private mutating func refuseKeyWithMeaning(_ key: SyntaxNode) {
    guard canHaveMeaning(key) else { return }
    let site = nodes[nodes.count - 1]
    let range = Int(site.start)..<Int(site.end)
    let text = text(of: key)
    if text.isEmpty {
      problems.add(
        .yamlEmptyKey, "this key is empty", range, help: "write the key in front of the `:`")
    } else if PlainScalar.isNull(text) {
      problems.add(
        .yamlEmptyKey, "`\(text)` is no key but null", range,
        help: "quote it if it is meant as text")
    } else if text.is("<<") {
      problems.add(
        .yamlMergeKey, "merge keys are not supported", range,
        help: "write the fields out, or repeat a whole value by alias")
    }
  }

  /// Whether a short key can be empty, null or the merge key, by its first bytes.
  private func canHaveMeaning(_ key: SyntaxNode) -> Bool {
    guard key.extent > 0 else { return true }
    guard key.form == .plain else { return false }
    let first = bytes[Int(key.start)]
    if first | 0x20 == UInt8(ascii: "n") {
      return key.extent == 4 && bytes[Int(key.start) + 1] | 0x20 == UInt8(ascii: "u")
    }
    return first == UInt8(ascii: "~") || first == UInt8(ascii: "<")
  }

  private func text(of node: SyntaxNode) -> Text {
    let range = Int(node.value)..<Int(node.value) + Int(node.extent)
    return Text(node.isDecoded ? decoded : bytes, range)
  }

  mutating func reportRepeatedKeys(from first: Int) {
    guard keys.mayRepeat else { return }
    let pairs = keys.repeated(from: first) { text(of: nodes[$0]) }
    for (later, earlier) in pairs {
      let range = Int(nodes[later].start)..<Int(nodes[later].end)
      let position = file.position(of: Int(nodes[earlier].start))
      let written = Text(bytes, range)
      problems.add(
        .yamlDuplicateKey,
        "the key `\(written)` stands at \(position.line):\(position.column) already", range,
        help: "remove or rename one of them")
    }
  }
}
