import AccessModel
import Diagnostics
import TestSupport
import Testing

@testable import Manifests

@Suite struct RegisterDecoderTests {
  @Test(arguments: Example.allCases) func everyExampleResourceComesBackAsItWas(
    _ example: Example
  ) throws {
    var diagnostics: [Diagnostic] = []
    let declarations = ManifestLoader.load(try example.read().tree, into: &diagnostics)
    let rows = declarations.map { Text(CanonicalJSON.bytes(of: $0.resource)) }
    let read = try #require(RegisterDecoder.resources(of: rows, into: &diagnostics))
    #expect(!diagnostics.hasErrors)
    #expect(read == declarations.map(\.resource))
    #expect(read.map { Text(CanonicalJSON.bytes(of: $0)) } == rows)
    #expect(!rows.isEmpty)
  }

  @Test func rowsOfManyPagesKeepTheirOrder() throws {
    let rows = (0..<3_000).map { number in
      let reason = String(repeating: "r", count: 400)
      let head = #"{"apiVersion":"mandate/v1","kind":"Tier","metadata":{"name":"t-\#(number)""#
      let spec = (0..<30).map { #""g.\#(number).e\#($0)""# }.joined(separator: ",")
      return Text(head + #","reason":"\#(reason)"},"spec":{"endpoints":[\#(spec)]}}"#)
    }
    var diagnostics: [Diagnostic] = []
    let read = try #require(RegisterDecoder.resources(of: rows, into: &diagnostics))
    #expect(read.map(\.address.name.string) == (0..<3_000).map { "t-\($0)" })
  }

  @Test(arguments: [
    "", "{}", "null", #"{"apiVersion":"mandate/v1","kind":"Tier","metadata":{"name":"a"}}"#,
    #"{"apiVersion":"mandate/v1","kind":"Tier","metadata":{"name":"a"},"spec":{"endpoint":["*"]}}"#,
    #"{"apiVersion":"mandate/v1","kind":"Tier","metadata":{"name":"a"},"spec":{"endpoints":["*"]}"#,
  ])
  func aRowThatIsNoResourceIsRefused(_ row: String) {
    let good = #"{"apiVersion":"mandate/v1","kind":"Tier","metadata":{"name":"b"},"#
    var diagnostics: [Diagnostic] = []
    let rows = [Text(good + #""spec":{"endpoints":["*"]}}"#), Text(row)]
    #expect(RegisterDecoder.resources(of: rows, into: &diagnostics) == nil)
  }
}
