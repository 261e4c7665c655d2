import AccessModel
import Diagnostics
import Foundation
import Manifests
import Synchronization

/// Documents of the protocol as resources, read as a store reads its rows.
enum Documents {
  /// By their text: sequences are about few different ones.
  private static let known = Mutex<[String: Resource]>([:])

  static func read(_ text: String) throws -> Resource {
    if let resource = known.withLock({ $0[text] }) { return resource }
    var diagnostics: [Diagnostic] = []
    guard let resource = RegisterDecoder.resources(of: [Text(text)], into: &diagnostics)?.first
    else { throw Malformed(diagnostics.map(\.message).joined(separator: "; ")) }
    known.withLock { known in
      // Bounds hold instants, so that some texts come once.
      if known.count > 50_000 { known = [:] }
      known[text] = resource
    }
    return resource
  }

  static func read(_ address: Address, _ spec: [String: Any]) throws -> Resource {
    var metadata: [String: Any] = ["name": address.name.string]
    if !address.institution.isEmpty { metadata["institution"] = address.institution.string }
    let document: [String: Any] = [
      "apiVersion": "mandate/v1", "kind": address.kind.name, "metadata": metadata, "spec": spec,
    ]
    let bytes = try JSONSerialization.data(
      withJSONObject: document, options: [.withoutEscapingSlashes, .sortedKeys])
    return try read(String(decoding: bytes, as: UTF8.self))
  }
}
