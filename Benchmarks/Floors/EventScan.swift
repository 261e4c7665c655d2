import CLibYAML

/// The floor of reading: libyaml's events of the same bytes on one thread, and nothing else.
enum EventScan {
  /// The number of events in all files together.
  static func count(_ files: [[UInt8]]) -> Int { files.reduce(0) { $0 + events(of: $1) } }

  private static func events(of bytes: [UInt8]) -> Int {
    var parser = unsafe yaml_parser_t()
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_initialize(&parser) == 1 else {
      BenchmarkFailure.stop("libyaml has no memory")
    }
    defer { unsafe yaml_parser_delete(&parser) }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      var count = 0
      while true {
        guard unsafe yaml_parser_parse(&parser, &event) == 1 else {
          BenchmarkFailure.stop("libyaml refuses the estate")
        }
        count += 1
        let isEnd = unsafe event.type == YAML_STREAM_END_EVENT
        unsafe yaml_event_delete(&event)
        if isEnd { return count }
      }
    }
  }
}
