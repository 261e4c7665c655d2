import Diagnostics

/// Turns events into the nodes of a tree and holds the rules about nodes.
struct TreeBuilder {
  let file: SourceFile
  let bytes: [UInt8]
  let limits: SyntaxLimits
  var problems: ProblemList
  var layout: LayoutReader
  var offsets: OffsetMap
  var nodes: [SyntaxNode] = []
  var decoded: [UInt8] = []
  var frames: [Frame] = []
  var anchors = AnchorTable()
  var keys = KeyLedger()
  /// Nodes and scalar bytes so far, every alias counted as a copy.
  var expandedNodes = 0
  var expandedBytes = 0
  /// Where the node that was read last ends.
  var lastEnd: UInt32 = 0
  private var documents: [NodeID] = []
  private(set) var wantsMore = true

  /// A collection that is being read.
  struct Frame {
    let node: Int
    let isMapping: Bool
    /// Whether it ends with a bracket of its own.
    let isBracketed: Bool
    /// Column of the innermost block collection, this one included, or -1.
    let indent: Int
    let anchor: Range<Int>?
    let nodesBefore: Int
    let bytesBefore: Int
    let keysBefore: Int
    /// Collections inside each other below this one, aliases followed.
    var height = 0
  }

  init(_ file: SourceFile, _ limits: SyntaxLimits, isASCII: Bool, _ problems: ProblemList) {
    self.file = file
    self.limits = limits
    self.problems = problems
    bytes = file.bytes
    let start = file.hasByteOrderMark ? 3 : 0
    layout = LayoutReader(bytes, start: start)
    offsets = OffsetMap(bytes, base: start, isASCII: isASCII)
    nodes.reserveCapacity(min(bytes.count / 12 + 4, 4096))
  }

  /// The finished tree; of use only when no problem was found.
  var tree: SyntaxTree {
    SyntaxTree(file: file, documents: documents, nodes: nodes, decoded: decoded)
  }

  /// Column of the innermost block collection, or -1.
  var indent: Int { frames.last?.indent ?? -1 }

  mutating func take(_ event: borrowing EventStream) {
    switch event.kind {
    case .scalar: takeScalar(event)
    case .alias: takeAlias(event)
    case .sequenceStart: openCollection(event, .sequence)
    case .mappingStart: openCollection(event, .mapping)
    case .collectionEnd: closeCollection(event)
    case .documentStart: openDocument(event)
    case .documentEnd, .streamStart: break
    case .streamEnd:
      layout.advance(to: bytes.count, indent: -1, &problems)
      wantsMore = false
    }
    if problems.isFull { wantsMore = false }
  }

  /// Refuses the file for a problem after which nothing else can be read.
  mutating func stop(_ code: DiagnosticCode, _ message: String, _ range: Range<Int>, help: String) {
    problems.add(code, message, range, help: help)
    wantsMore = false
  }

  private mutating func openDocument(_ event: borrowing EventStream) {
    anchors.forgetAll()
    if event.hasDirectives {
      layout.advance(to: offsets.byteOffset(of: event.endCharacter), indent: -1, &problems)
    }
  }

  // MARK: - Nodes

  /// Appends a node and counts it for its parent.
  mutating func append(_ node: SyntaxNode) {
    if let parent = frames.last {
      nodes[parent.node].value += 1
    } else {
      documents.append(NodeID(nodes.count))
    }
    nodes.append(node)
    lastEnd = node.end
  }

  /// Counts work towards the limits of the file.
  mutating func count(nodes addedNodes: Int, bytes addedBytes: Int, at range: Range<Int>) {
    expandedNodes += addedNodes
    expandedBytes += addedBytes
    if expandedNodes > limits.nodes {
      stop(
        .yamlNodeCount, "the file stands for more than \(limits.nodes) values here", range,
        help: "split the file, or write out less by alias")
    } else if expandedBytes > limits.expandedBytes {
      stop(
        .yamlNodeCount, "the file stands for more than \(limits.expandedBytes) bytes of text here",
        range, help: "split the file, or write out less by alias")
    }
  }

  /// Whether the next node is the key of a mapping.
  var expectsKey: Bool {
    guard let frame = frames.last, frame.isMapping else { return false }
    return nodes[frame.node].value % 2 == 0
  }

  /// Holds the rules of keys for the scalar `node`, which stands, or is repeated, at `range`.
  mutating func takeKey(_ node: Int, at range: Range<Int>) {
    let key = nodes[node]
    let text = text(of: key)
    let isPlain = key.form == .plain
    if isPlain && PlainScalar.isNull(text) || text.isEmpty {
      problems.add(
        .yamlEmptyKey, text.isEmpty ? "this key is empty" : "`\(text)` is no key but null", range,
        help: "write the key in front of the `:`, in quotes if it is meant as text")
    } else if isPlain, text.is("<<") {
      problems.add(
        .yamlMergeKey, "merge keys are not supported", range,
        help: "write the fields out, or repeat a whole value by alias")
    }
    keys.add(text, node: nodes.count - 1)
  }

  /// The text of a scalar in a buffer that stays as it is when more is decoded.
  private func text(of node: SyntaxNode) -> Text {
    let range = Int(node.value)..<Int(node.value) + Int(node.extent)
    return node.isDecoded ? Text(Array(decoded[range])) : Text(bytes, range)
  }

  mutating func reportRepeatedKeys(from first: Int) {
    var pairs: [(later: Int, earlier: Int)] = []
    keys.close(from: first) { pairs.append(($0, $1)) }
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
