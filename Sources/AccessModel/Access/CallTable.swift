package import Diagnostics

/// Finds the endpoint that a method and path call in one region, aliases included.
///
/// A `{name}` of a catalogue path stands for one whole segment. Nothing is decoded or resolved: a
/// segment of dots or with `%` matches no parameter, so that what a server would read another way
/// is called unknown. Where several paths match, the one whose first difference is literal counts,
/// and a path without parameters before all.
package struct CallTable: Sendable {
  private var methods: [Text: Paths] = [:]

  fileprivate struct Paths {
    var exact: [Text: Int] = [:]
    /// By their number of segments, the most literal first.
    var patterns: [Int: [Pattern]] = [:]
  }

  fileprivate struct Pattern {
    /// Nil for a parameter.
    let segments: [Text?]
    let place: Int

    /// Orders patterns of equal length: literal before parameter, from the left.
    func precedes(_ other: Pattern) -> Bool {
      for (own, others) in zip(segments, other.segments) where (own == nil) != (others == nil) {
        return own != nil
      }
      return place < other.place
    }

    func matches(_ path: [Text]) -> Bool {
      zip(segments, path).allSatisfy { segment, found in
        if let segment { segment == found } else { CallTable.canBeParameter(found) }
      }
    }
  }

  /// The calls of the rows that `region` has, removed ones included: they answer for their paths.
  package init(_ table: EndpointTable, region: Text) {
    for (place, row) in table.rows.enumerated() where row.isOffered(in: region) {
      for path in [row.path] + row.aliases {
        methods[row.method, default: Paths()].add(path, place)
      }
    }
    for method in methods.keys { methods[method]?.sort() }
  }

  /// The place of the row that is called so, or nil.
  package func place(method: Text, path: Text) -> Int? {
    guard let paths = methods[method] else { return nil }
    if let place = paths.exact[path] { return place }
    guard !paths.patterns.isEmpty, path.hasPrefix("/") else { return nil }
    let segments = path.split(UInt8(ascii: "/"))
    return paths.patterns[segments.count]?.first { $0.matches(segments) }?.place
  }

  fileprivate static func canBeParameter(_ segment: Text) -> Bool {
    !segment.isEmpty && !segment.is(".") && !segment.is("..")
      && segment.bytes.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "%"), UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "#"),
          UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"):
          false
        default: (0x21...0x7E).contains(byte)
        }
      }
  }
}

extension CallTable.Paths {
  fileprivate mutating func add(_ path: Text, _ place: Int) {
    let segments = path.split(UInt8(ascii: "/")).map { $0.hasPrefix("{") ? nil : $0 }
    if path.hasPrefix("/"), segments.contains(nil) {
      patterns[segments.count, default: []].append(.init(segments: segments, place: place))
    } else if exact[path] == nil {
      exact[path] = place
    }
  }

  fileprivate mutating func sort() {
    for count in patterns.keys { patterns[count]?.sort { $0.precedes($1) } }
  }
}
