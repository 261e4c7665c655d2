/// Who may import whom: the walls of the house.
///
/// The compiler does not hold them, for a target can import what it reaches only through others.
enum ImportTable {
  struct Room {
    let name: String
    /// Rooms and doors to C, as Package.swift and ARCHITECTURE.md list them.
    let imports: Set<String>
    /// Modules of the system.
    let system: Set<String>

    init(_ name: String, imports: Set<String> = [], system: Set<String> = []) {
      self.name = name
      self.imports = imports
      self.system = system
    }
  }

  static let rooms: [Room] = [
    Room("Diagnostics"),
    Room("YAMLSyntax", imports: ["CLibYAML", "Diagnostics"], system: ["Glibc"]),
    Room("AccessModel", imports: ["CCrypto", "Diagnostics"]),
    Room(
      "Manifests", imports: ["YAMLSyntax", "AccessModel", "Diagnostics"],
      system: ["Glibc", "Dispatch", "Synchronization"]),
    Room("Lifecycle", imports: ["AccessModel", "Diagnostics"]),
    Room("Plans", imports: ["AccessModel", "Diagnostics"]),
    Room("Planning", imports: ["Plans", "Lifecycle", "AccessModel", "Diagnostics"]),
    Room("Stores", imports: ["Plans", "AccessModel", "Diagnostics"]),
    Room(
      "SQLiteStore", imports: ["CSQLite", "Stores", "Plans", "AccessModel", "Diagnostics"],
      system: ["Glibc", "Synchronization"]),
    Room(
      "Rendering", imports: ["Stores", "Plans", "Lifecycle", "AccessModel", "Diagnostics"]),
    Room(
      "MandateCLI",
      imports: [
        "Diagnostics", "YAMLSyntax", "AccessModel", "Manifests", "Lifecycle", "Plans", "Planning",
        "Stores", "SQLiteStore", "Rendering", "CCrypto",
      ],
      system: ["Glibc", "Dispatch", "Synchronization"]),
    Room("mandate", imports: ["MandateCLI"], system: ["Glibc"]),
  ]

  /// Doors to C; each is opened by one file of a room.
  static let doors: Set<String> = ["CLibYAML", "CSQLite", "CCrypto"]

  /// Files that may import Foundation; it costs start-up time, so there are none.
  static let foundationFiles: Set<String> = []

  /// What every file can see anyway.
  static let standardLibrary = "Swift"

  static func room(named name: some StringProtocol) -> Room? {
    rooms.first { $0.name == name }
  }

  /// The room that a file of `Sources` belongs to.
  static func roomName(of path: String) -> Substring? {
    let parts = path.split(separator: "/")
    return parts.count >= 3 && parts[0] == "Sources" ? parts[1] : nil
  }
}
