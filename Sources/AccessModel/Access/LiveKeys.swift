package import Diagnostics

/// The secrets by which a principal can be called for at one instant.
package struct LiveKeys: Sendable {
  /// One secret that is alive.
  package struct Secret: Hashable, Sendable {
    package let key: Text
    package let number: Int
    /// When its tail ends; nil for one that nothing ends yet.
    package let until: Instant?
  }

  /// By key and age.
  package let secrets: [Secret]

  package var currentCount: Int { secrets.count { $0.until == nil } }
  package var retiringCount: Int { secrets.count { $0.until != nil } }
}

extension AccessView {
  /// The live secrets of a principal's keys that no stop covers and that may be used from an
  /// address, or from any where none is given.
  package func liveKeys(
    of principal: PrincipalAddress, from address: IPAddress? = nil
  ) -> LiveKeys {
    let usable = keys(of: principal).filter { key in
      !register.isStopped(key.address)
        && (address.flatMap { address in key.ownLevel.map { $0.contains(address) } } ?? true)
    }
    return LiveKeys(
      secrets: usable.flatMap { key in
        key.generations.filter { $0.isAlive(at: now) }.map {
          LiveKeys.Secret(key: key.id, number: $0.number, until: $0.until)
        }
      })
  }

  /// The key applications of a principal, those that ended too, by id.
  package func keys(of principal: PrincipalAddress) -> [KeyRecord] {
    guard case .retailKey = principal.form else {
      return institution(principal.institution).keys[principal] ?? []
    }
    return register.retail.key(of: principal).map { [$0] } ?? []
  }
}
