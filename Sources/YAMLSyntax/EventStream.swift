import CLibYAML
import Glibc

/// The events of one libyaml parser; the only file of this room that touches C.
///
/// Pointers into an event are valid until the next `advance()`, which deletes it.
@safe struct EventStream: ~Copyable {
  enum Kind {
    case scalar, alias, sequenceStart, mappingStart, collectionEnd
    case documentStart, documentEnd, streamStart, streamEnd
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>

  /// A parser over `bytes`, which must be UTF-8, stay in place and outlive the stream.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    unsafe parser = .allocate(capacity: 1)
    unsafe event = .allocate(capacity: 1)
    unsafe event.initialize(to: yaml_event_t())
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      preconditionFailure("no memory for a YAML parser; this is a bug in mandate")
    }
    unsafe yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    // Without this, libyaml looks for the byte order marks of UTF-16, which we have refused.
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
  }

  deinit {
    unsafe yaml_event_delete(event)
    unsafe yaml_parser_delete(parser)
    unsafe event.deallocate()
    unsafe parser.deallocate()
  }

  /// Reads the next event; false after a syntax error.
  mutating func advance() -> Bool {
    // The end of a collection owns no memory, and libyaml clears the event before it fills it.
    if !isCollectionEnd { unsafe yaml_event_delete(event) }
    return unsafe yaml_parser_parse(parser, event) == 1
  }

  private var isCollectionEnd: Bool {
    unsafe event.pointee.type == YAML_MAPPING_END_EVENT
      || event.pointee.type == YAML_SEQUENCE_END_EVENT
  }

  var isScalar: Bool { unsafe event.pointee.type == YAML_SCALAR_EVENT }

  var kind: Kind {
    switch unsafe event.pointee.type {
    case YAML_SCALAR_EVENT: .scalar
    case YAML_ALIAS_EVENT: .alias
    case YAML_SEQUENCE_START_EVENT: .sequenceStart
    case YAML_MAPPING_START_EVENT: .mappingStart
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: .collectionEnd
    case YAML_DOCUMENT_START_EVENT: .documentStart
    case YAML_DOCUMENT_END_EVENT: .documentEnd
    case YAML_STREAM_START_EVENT: .streamStart
    default: .streamEnd
    }
  }

  /// Where the event starts, its anchor included, counted in characters.
  var startCharacter: Int { unsafe event.pointee.start_mark.index }

  /// Where the event ends, counted in characters.
  var endCharacter: Int { unsafe event.pointee.end_mark.index }

  /// Number of bytes of the value of a scalar event.
  var valueLength: Int { unsafe event.pointee.data.scalar.length }

  /// Whether the event ends on the line it begins on.
  var isOnOneLine: Bool {
    unsafe event.pointee.start_mark.line == event.pointee.end_mark.line
  }

  /// Whether the value of a scalar event stands verbatim in `bytes` at `offset`.
  func isValue(in bytes: [UInt8], at offset: Int) -> Bool {
    let length = valueLength
    guard length > 0 else { return true }
    guard offset + length <= bytes.count else { return false }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let written = buffer.baseAddress, let value = unsafe event.pointee.data.scalar.value
      else { return false }
      return unsafe memcmp(written + offset, value, length) == 0
    }
  }

  /// Copies the value of a scalar event out of libyaml.
  func appendValue(to buffer: inout [UInt8]) {
    let scalar = unsafe event.pointee.data.scalar
    unsafe buffer.append(
      contentsOf: UnsafeBufferPointer(start: scalar.value, count: scalar.length))
  }

  /// How a scalar event is written.
  var scalarForm: SyntaxNode.Form {
    let style = unsafe event.pointee.data.scalar.style
    // WHY not one switch: nearly all scalars are plain, and a jump table cannot be predicted.
    if style == YAML_PLAIN_SCALAR_STYLE { return .plain }
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: return .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: return .literal
    case YAML_FOLDED_SCALAR_STYLE: return .folded
    default: return .plain
    }
  }

  /// Whether the collection that starts here is written in brackets or as a pair inside brackets.
  var isFlow: Bool {
    unsafe event.pointee.type == YAML_SEQUENCE_START_EVENT
      ? event.pointee.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
      : event.pointee.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
  }

  /// Whether a scalar event carries an anchor.
  var scalarHasAnchor: Bool { unsafe event.pointee.data.scalar.anchor != nil }

  /// What stopped the parser: libyaml's words, where, and where that which it read began, counted in
  /// characters.
  var failure: (problem: String, context: String, character: Int, contextCharacter: Int) {
    let state = unsafe parser.pointee
    let problem = unsafe state.problem.map { unsafe String(cString: $0) } ?? ""
    let context = unsafe state.context.map { unsafe String(cString: $0) } ?? ""
    return unsafe (problem, context, state.problem_mark.index, state.context_mark.index)
  }
}
