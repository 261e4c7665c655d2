import AccessModel
import Diagnostics
import Foundation
import Manifests

/// A register as a line of the protocol spells it.
struct World {
  let resources: [Resource]

  struct Malformed: Error, CustomStringConvertible {
    let description: String
  }

  init(_ json: [String: Any], at now: String) throws {
    let documents = json["resources"] as? [[String: Any]] ?? []
    var texts = try documents.map(Self.text)
    var overrides = json["overrides"] as? [String: String] ?? [:]
    for (address, recorded) in json["applications"] as? [String: [String: Any]] ?? [:] {
      texts.append(try Self.text(try Self.review(of: address, recorded)))
      // A stop of an application is an override here, not a state of its review.
      if recorded["state"] as? String == "suspended" { overrides[address] = "suspended" }
    }
    for (address, state) in overrides {
      texts.append(
        try Self.text(
          try Self.record(
            "Override", of: address,
            ["state": state, "incident": "INC-1", "by": "staff:ops", "at": now])))
    }
    var diagnostics: [Diagnostic] = []
    guard let resources = RegisterDecoder.resources(of: texts, into: &diagnostics) else {
      throw Malformed(description: diagnostics.map(\.message).joined(separator: "; "))
    }
    self.resources = resources
  }

  private static func text(_ document: [String: Any]) throws -> Text {
    let bytes = try JSONSerialization.data(
      withJSONObject: document, options: [.withoutEscapingSlashes])
    return Text(Array(bytes))
  }

  private static func review(
    of address: String, _ recorded: [String: Any]
  ) throws -> [String: Any] {
    let state = recorded["state"] as? String ?? "draft"
    // An end deletes the record, and a stop leaves it as it is: neither is a state of a review.
    let hasNoRecord = state == "suspended" || state == "terminated"
    var spec: [String: Any] = ["state": hasNoRecord ? "draft" : state]
    if let pinned = recorded["pinned"] as? [String], !pinned.isEmpty { spec["pinned"] = pinned }
    if let boundary = recorded["boundary"] as? [String] { spec["boundary"] = boundary }
    return try record("Review", of: address, spec)
  }

  private static func record(
    _ kind: String, of address: String, _ spec: [String: Any]
  ) throws -> [String: Any] {
    guard let subject = Address(Text(address)), let recordKind = Kind.named(Text(kind)) else {
      throw Malformed(description: "\(address) is no address")
    }
    let record = Address(recordKind, of: subject)
    var metadata: [String: Any] = ["name": record.name.string]
    if !record.institution.isEmpty { metadata["institution"] = record.institution.string }
    return [
      "apiVersion": "mandate/v1", "kind": kind, "metadata": metadata, "spec": spec,
    ]
  }
}
