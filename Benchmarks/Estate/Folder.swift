import Glibc

/// A folder that the benchmarks write into.
struct Folder {
  let path: String

  /// The folder at `path`, made when it is missing.
  init(making path: String) {
    self.path = path
    if unsafe mkdir(path, 0o755) != 0, errno != EEXIST {
      BenchmarkFailure.stop("cannot make the folder \(path)")
    }
  }

  /// The folder `name` inside, made when it is missing.
  func making(_ name: String) -> Folder { Folder(making: file(name)) }

  /// The path of a file inside.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  func write(_ text: String, to name: String) {
    guard let stream = unsafe fopen(file(name), "w") else {
      BenchmarkFailure.stop("cannot write \(file(name))")
    }
    var text = text
    let count = text.withUTF8 { unsafe fwrite($0.baseAddress, 1, $0.count, stream) }
    guard unsafe fclose(stream) == 0, count == text.utf8.count else {
      BenchmarkFailure.stop("cannot write \(file(name))")
    }
  }

  /// The text of a file inside.
  func read(_ name: String) -> String {
    guard let stream = unsafe fopen(file(name), "r") else {
      BenchmarkFailure.stop("cannot read \(file(name))")
    }
    defer { unsafe _ = fclose(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe fread(&buffer, 1, buffer.count, stream)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }

  /// Copies a file inside the folder.
  func copy(_ name: String, to other: String) {
    guard let source = unsafe fopen(file(name), "r"), let sink = unsafe fopen(file(other), "w")
    else { BenchmarkFailure.stop("cannot copy \(file(name))") }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = unsafe fread(&buffer, 1, buffer.count, source)
      guard count > 0 else { break }
      guard unsafe fwrite(buffer, 1, count, sink) == count else {
        BenchmarkFailure.stop("cannot write \(file(other))")
      }
    }
    _ = unsafe (fclose(source), fclose(sink))
  }

  /// Removes a file, if it is there.
  func remove(_ name: String) { _ = unsafe unlink(file(name)) }

  /// Removes the folder with everything in it.
  func removeAll() {
    for name in names where unsafe unlink(file(name)) != 0 {
      Folder(making: file(name)).removeAll()
    }
    _ = unsafe rmdir(path)
  }

  private var names: [String] {
    guard let stream = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// A new folder for temporary files.
  static func temporary() -> Folder {
    let root = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    return Folder(making: "\(root)/mandate-bench-\(getpid())")
  }
}

/// The end of a run that cannot go on.
enum BenchmarkFailure {
  static func stop(_ message: String) -> Never {
    Progress.show("benchmarks: \(message)")
    exit(1)
  }
}
