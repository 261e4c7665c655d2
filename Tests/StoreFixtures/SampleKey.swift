package import AccessModel
package import Diagnostics

/// Keys whose tokens tests know, where commands show a token to nobody but its owner.
package enum SampleKey {
  /// The id of a key, the same for the same seed.
  package static func id(_ seed: String) -> Text {
    Text("AK\(Digest.of(Array("key \(seed)".utf8)).hexadecimal.uppercased().prefix(20))")
  }

  /// The token of the key of a seed.
  package static func token(
    _ seed: String, in environment: Deployment.Environment = .sandbox
  ) -> Text {
    let pool = Digest.of(Array("token \(seed)".utf8)).bytes
    var place = 0
    let token = KeyToken(for: environment) { buffer in
      for index in buffer.indices {
        buffer[index] = pool[place % pool.count] &+ UInt8(truncatingIfNeeded: place / pool.count)
        place += 1
      }
    }
    return token.withBytes { Text(Array($0)) }
  }

  /// A key of a trader with one live secret.
  package static func record(
    _ principal: PrincipalAddress, user: Text, seed: String, at instant: Instant,
    in environment: Deployment.Environment = .sandbox
  ) -> KeyRecord {
    let product: KeyRecord.Product =
      switch principal.form {
      case .trader: .trader
      case .apiUser: .broker
      case .retailKey: .retail
      }
    var key = KeyRecord(
      id: id(seed), product: product, principal: principal, name: "desk", user: user,
      registeredAt: instant, texts: ["api-agreement@1"])
    key.state = .keyed
    key.generations = [
      SecretGeneration(
        number: 1, secret: Digest.of(Array(token(seed, in: environment).bytes)), madeAt: instant,
        isDelivered: true)
    ]
    return key
  }

  /// The row of a key of a trader.
  package static func resource(_ institution: Text, _ trader: Text, _ seed: String) -> Resource {
    record(
      PrincipalAddress(.trader(institution: institution, authorization: trader)), user: trader,
      seed: seed, at: SamplePlan.instant(0)
    ).resource
  }
}
