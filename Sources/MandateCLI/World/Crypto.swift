import AccessModel
import CCrypto
import Diagnostics
import Glibc

/// What this room takes from libcrypto.
enum Crypto {
  /// So many bytes that nobody can guess.
  static func randomBytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let status = unsafe bytes.withUnsafeMutableBufferPointer {
      unsafe RAND_bytes($0.baseAddress, Int32($0.count))
    }
    precondition(status == 1, "libcrypto has no randomness")
    return bytes
  }

  /// Fills a buffer with bytes that nobody can guess, from the generator that is kept for secrets.
  static func fillWithSecrets(_ buffer: UnsafeMutableRawBufferPointer) {
    let status = unsafe RAND_priv_bytes(
      buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(buffer.count))
    precondition(status == 1, "libcrypto has no randomness")
  }

  /// From now on no dump of this process's memory is written, whatever ends it, and nobody but root
  /// may look into it.
  static func keepMemoryToItself() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    _ = mandate_forbid_dumps()
    // The runtime of Swift catches these and would print what registers and memory hold.
    for dumping in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] {
      _ = signal(dumping, SIG_DFL)
    }
  }

  /// The hash functions that git names objects with.
  enum GitHash {
    case sha1, sha256

    var byteCount: Int { self == .sha1 ? 20 : 32 }
  }

  /// The id that git gives to a file of these bytes, as hexadecimal digits.
  ///
  /// Source: git-scm.com, "Git Internals - Git Objects": the hash of `blob SIZE`, a zero byte and
  /// the content.
  static func gitBlobID(_ bytes: [UInt8], _ hash: GitHash) -> Text {
    let message = Array("blob \(bytes.count)".utf8) + [0] + bytes
    var digest = [UInt8](repeating: 0, count: hash.byteCount)
    let kind = hash == .sha1 ? unsafe EVP_sha1() : unsafe EVP_sha256()
    let status = unsafe message.withUnsafeBytes { input in
      unsafe digest.withUnsafeMutableBufferPointer { output in
        unsafe EVP_Digest(input.baseAddress, input.count, output.baseAddress, nil, kind, nil)
      }
    }
    precondition(status == 1, "libcrypto failed to hash; this is a bug in mandate")
    return Text(digest.flatMap { [JSONText.hexDigit($0 >> 4), JSONText.hexDigit($0 & 0xF)] })
  }
}
