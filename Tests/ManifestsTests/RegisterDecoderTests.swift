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

  @Test(arguments: [1, 100, 1_000, 1_000_000]) func rowsOfManyPagesKeepTheirOrder(
    _ pageBytes: Int
  ) throws {
    let names = (0..<50).map { "t-\($0)" }
    let rows = names.map {
      Text(
        #"{"apiVersion":"mandate/v1","kind":"Tier","metadata":{"name":"\#($0)"},"#
          + #""spec":{"endpoints":["*"]}}"#)
    }
    var diagnostics: [Diagnostic] = []
    let read = RegisterDecoder.resources(of: rows, pageBytes: pageBytes, into: &diagnostics)
    #expect(read?.map(\.address.name.string) == names)
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
