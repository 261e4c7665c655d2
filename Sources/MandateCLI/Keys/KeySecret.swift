import AccessModel
import Diagnostics
import Lifecycle
import Plans
import Stores

/// Makes one secret, lets its making be recorded, shows it once, and records that it was shown.
///
/// Two commits: after the first the secret opens nothing. Whatever happens before the second, the
/// key has no usable new secret and is reset.
struct KeySecret {
  let command: KeyCommand
  let sink: SecretSink

  /// Carries it out; `record` makes the first commit with the digest of the secret and answers with
  /// the key that it belongs to.
  ///
  /// - Throws: what refused or failed the first commit; then no secret was made and no file is left.
  func make(
    for environment: Deployment.Environment,
    _ record: (Digest) throws(CommandFailure) -> KeyRecord
  ) throws(CommandFailure) -> ExitCode {
    Crypto.keepMemoryToItself()
    return try Interrupt.holding { () throws(CommandFailure) in
      try makeHeld(for: environment, record)
    }
  }

  private func makeHeld(
    for environment: Deployment.Environment,
    _ record: (Digest) throws(CommandFailure) -> KeyRecord
  ) throws(CommandFailure) -> ExitCode {
    let open = try sink.open()
    let token = unsafe KeyToken(for: environment) { unsafe Crypto.fillWithSecrets($0) }
    let digest = token.digest
    let key: KeyRecord
    do throws(CommandFailure) { key = try record(digest) } catch {
      open.takeAway()
      throw error
    }
    // What people must know stands before the secret.
    _ = command.invocation.output.flush()
    if let reason = open.show(keyID: key.id, token) {
      open.takeAway()
      return undelivered(key, "its secret could not be shown: \(reason)")
    }
    do throws(CommandFailure) {
      guard try recordDelivery(of: digest, key) else {
        return undelivered(key, "it was reset or ended while its secret was shown")
      }
    } catch {
      command.record.reporter.report(error)
      return undelivered(key, "that its secret was shown could not be recorded")
    }
    return .done
  }

  /// The second commit; false when the key moved on meanwhile.
  private func recordDelivery(
    of digest: Digest, _ key: KeyRecord
  ) throws(CommandFailure) -> Bool {
    let scope = key.address.scope
    for attempt in 1... {
      let register = try RecordRegister(
        command.invocation, command.record.store, .only([scope]))
      guard let found = register.resource(key.address),
        let delivered = KeyRecord(found).delivered(digest)
      else { return false }
      var draft = RecordDraft()
      draft.add(register.change(at: key.address, to: delivered.resource))
      do throws(CommandFailure) {
        _ = try command.record.commit(
          draft, .none, register, resting: [scope], as: "key delivery")
        return true
      } catch .stale(let staleness) {
        guard attempt < RecordCommand.attemptsMax else { throw .stale(staleness) }
      }
    }
    preconditionFailure("a count that never ends has ended; this is a bug in mandate")
  }

  private func undelivered(_ key: KeyRecord, _ reason: String) -> ExitCode {
    command.record.reporter.noteError(
      "key \(key.name) (\(key.id)) is recorded, but \(reason)",
      [
        "the new secret opens nothing; make another one: mandate key reset \(key.commandWords) "
          + "--as \(command.actor)"
      ])
    return .undelivered
  }
}
