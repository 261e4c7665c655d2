import AccessModel
import Diagnostics
import Glibc

/// The one place where a secret is shown, chosen and checked before anything else happens.
enum SecretSink {
  /// A file that does not exist yet.
  case file(path: String, named: String)
  /// A descriptor that whoever started the program opened.
  case descriptor(Int32)
  /// The terminal device, whatever standard output is.
  case terminal

  /// Throws `usage` when nothing fit is named, and there is no terminal that nobody records.
  init(_ invocation: Invocation) throws(CommandFailure) {
    let file = invocation.arguments.value("--secret-file")
    let number = invocation.arguments.value("--secret-fd")
    switch (file, number) {
    case (nil, nil): self = try Self.terminal(invocation.context)
    case (let file?, nil):
      self = .file(path: invocation.absolute(file), named: file)
      try Self.requireFree(invocation.absolute(file), named: file)
    case (nil, let number?): self = .descriptor(try Self.writable(number))
    case (_?, _?):
      throw .usage("a secret is shown in one place", help: "give --secret-file or --secret-fd")
    }
  }

  private static func terminal(_ context: CommandContext) throws(CommandFailure) -> SecretSink {
    let help = "say where it goes: --secret-file FILE, or --secret-fd N"
    for variable in ["CI", "MANDATE_IN_AUTOMATION"]
    where !(context.variables[variable] ?? "").isEmpty {
      throw .usage("\(variable) is set, and a secret is shown in no log of a job", help: help)
    }
    guard context.output.isTerminal else {
      throw .usage("there is no terminal to show a secret on", help: help)
    }
    return .terminal
  }

  private static func requireFree(_ path: String, named: String) throws(CommandFailure) {
    var status = stat()
    if unsafe lstat(path, &status) == 0 {
      throw .request(
        "`\(named)` exists already, and a secret is written to a new file alone",
        help: "name a file that does not exist")
    }
    guard errno == ENOENT else {
      throw .request("`\(named)` cannot be written: \(Self.reason())", help: nil)
    }
  }

  private static func writable(_ number: String) throws(CommandFailure) -> Int32 {
    guard let descriptor = Int32(number), descriptor >= 0 else {
      throw .usage("--secret-fd: `\(number)` is not a number", help: "write --secret-fd 3 3>FILE")
    }
    guard descriptor > STDERR_FILENO else {
      throw .usage(
        "--secret-fd: \(descriptor) is where input, results and messages go",
        help: "open another one, as in --secret-fd 3 3>FILE")
    }
    let flags = fcntl(descriptor, F_GETFL)
    guard flags >= 0, flags & O_ACCMODE != O_RDONLY else {
      throw .usage(
        "--secret-fd: \(descriptor) is not open for writing",
        help: "open it, as in --secret-fd 3 3>FILE")
    }
    // No program that is started from here on is given it.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return descriptor
  }

  /// Opens it; a file is created, empty and readable by its owner alone.
  func open() throws(CommandFailure) -> OpenSecretSink {
    switch self {
    case .descriptor(let descriptor): return OpenSecretSink(descriptor, createdFile: nil)
    case .terminal:
      let descriptor = unsafe Glibc.open("/dev/tty", O_WRONLY | O_NOCTTY | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw .request(
          "the terminal cannot be opened: \(Self.reason())",
          help: "say where the secret goes: --secret-file FILE, or --secret-fd N")
      }
      return OpenSecretSink(descriptor, createdFile: nil)
    case .file(let path, let named):
      let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
      let descriptor = unsafe Glibc.open(path, flags, 0o600)
      guard descriptor >= 0 else {
        throw .request("`\(named)` cannot be created: \(Self.reason())", help: nil)
      }
      return OpenSecretSink(descriptor, createdFile: path)
    }
  }

  static func reason() -> String {
    unsafe strerror(errno).map { unsafe String(cString: $0).lowercased() } ?? "error"
  }
}

/// A sink that is open, for one secret.
struct OpenSecretSink: ~Copyable {
  private let descriptor: Int32
  /// The file that was created for it.
  private let createdFile: String?

  init(_ descriptor: Int32, createdFile: String?) {
    self.descriptor = descriptor
    self.createdFile = createdFile
  }

  deinit { close(descriptor) }

  /// Shows a pair as two lines, straight from where the token lies; nil when all of it is durably
  /// there, else why not.
  borrowing func show(keyID: Text, _ token: borrowing KeyToken) -> String? {
    let head = Array("app-key \(keyID)\napp-secret ".utf8)
    let isWritten =
      Descriptor.writeAll(head, to: descriptor)
      && (unsafe token.withBytes { unsafe Descriptor.writeAll($0, to: descriptor) })
      && Descriptor.writeAll([0x0A], to: descriptor)
    guard isWritten else { return SecretSink.reason() }
    return isSettled() ? nil : SecretSink.reason()
  }

  /// Whether what was written is on its disk, where there is one.
  private borrowing func isSettled() -> Bool {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return true
    }
    guard fsync(descriptor) == 0 else { return false }
    guard let createdFile, let slash = createdFile.lastIndex(of: "/") else { return true }
    // The entry of a new file is durable with its folder.
    let name = slash == createdFile.startIndex ? "/" : String(createdFile[..<slash])
    let folder = unsafe open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return false }
    defer { close(folder) }
    return fsync(folder) == 0
  }

  /// Takes back the file that was created for it; what others opened stays as it is.
  borrowing func takeAway() {
    if let createdFile { unsafe unlink(createdFile) }
  }
}
