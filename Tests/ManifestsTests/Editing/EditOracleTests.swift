import Foundation
import TestSupport
import Testing

@testable import Manifests

@Suite struct EditOracleTests {
  /// PyYAML reads the text before and after an edit and tells which resources it sees differ.
  private static let source = """
    import json, sys, yaml
    def resources(text):
        found = {}
        for document in yaml.load_all(text, Loader=yaml.BaseLoader):
            if document is None: continue
            metadata = document.get('metadata', {})
            items = document.get('items') or {metadata.get('name'): [metadata, document.get('spec')]}
            for name, value in items.items(): found[document['kind'] + '/' + name] = value
        return found
    for line in sys.stdin:
        texts = json.loads(line)
        before, after = resources(texts[0]), resources(texts[1])
        names = sorted(n for n in set(before) | set(after) if before.get(n) != after.get(n))
        print(json.dumps(names), flush=True)
    """

  @Test(.enabled(if: PythonOracle.isAvailable(with: "yaml")))
  func anotherReaderSeesNoChangeOfWhatWasNotMeant() async throws {
    let oracle = try PythonOracle(source: Self.source)
    try await forEachSeed(of: "edit oracle", cases: LongRun.cases(100, long: 2_000)) { random in
      let manifest = RandomManifest(&random)
      let sample = try #require(EditSample(manifest, &random))
      let after = try sample.edited().text
      let question = try JSONEncoder().encode([manifest.text, after])
      let answer = try oracle.ask(String(decoding: question, as: UTF8.self))
      let seen = try JSONDecoder().decode([String].self, from: Data(answer.utf8))
      #expect(
        Set(seen).subtracting(sample.meant) == [], "\(sample.words)\n\(manifest.text)\n=>\n\(after)"
      )
      #expect(
        seen.isEmpty == (after == manifest.text), "\(sample.words)\n\(manifest.text)\n=>\n\(after)")
    }
  }
}
