// swift-tools-version: 6.2
import PackageDescription

/// Settings every room shares: warnings stop the build, and an import says whether it is public.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// For the rooms that touch C: every unsafe expression is marked.
let strictMemory: [SwiftSetting] = strict + [.strictMemorySafety()]

/// A room of the house.
///
/// What it may import is held by `TidyTests/ImportTableTests.swift`; keep both alike.
func room(
  _ name: String, imports: [Target.Dependency], touchesC: Bool = false
) -> Target {
  .target(
    name: name, dependencies: imports, path: "Sources/\(name)",
    swiftSettings: touchesC ? strictMemory : strict)
}

/// The tests of one room.
func tests(
  _ name: String, of imports: [Target.Dependency], data: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: imports + ["TestSupport"], path: "Tests/\(name)",
    exclude: data, swiftSettings: strict)
}

/// A door to a C library that Debian packages and pkg-config finds.
func door(_ name: String, pkgConfig: String, package: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

let package = Package(
  name: "mandate",
  products: [.executable(name: "mandate", targets: ["mandate"])],
  targets: [
    door("CLibYAML", pkgConfig: "yaml-0.1", package: "libyaml-dev"),
    door("CSQLite", pkgConfig: "sqlite3", package: "libsqlite3-dev"),
    door("CCrypto", pkgConfig: "libcrypto", package: "libssl-dev"),

    room("Diagnostics", imports: [], touchesC: true),
    room("YAMLSyntax", imports: ["CLibYAML", "Diagnostics"], touchesC: true),
    room("AccessModel", imports: ["CCrypto", "Diagnostics"], touchesC: true),
    room("Manifests", imports: ["YAMLSyntax", "AccessModel", "Diagnostics"], touchesC: true),
    room("Lifecycle", imports: ["AccessModel", "Diagnostics"]),
    room("Plans", imports: ["AccessModel", "Diagnostics"]),
    room("Planning", imports: ["Plans", "Lifecycle", "AccessModel", "Diagnostics"]),
    room("Stores", imports: ["Plans", "AccessModel", "Diagnostics"]),
    room(
      "SQLiteStore", imports: ["CSQLite", "Stores", "Plans", "AccessModel", "Diagnostics"],
      touchesC: true),
    room(
      "Rendering", imports: ["Stores", "Plans", "Lifecycle", "AccessModel", "Diagnostics"]),
    room(
      "MandateCLI",
      imports: [
        "Diagnostics", "YAMLSyntax", "AccessModel", "Manifests", "Lifecycle", "Plans", "Planning",
        "Stores", "SQLiteStore", "Rendering", "CCrypto",
      ], touchesC: true),
    .executableTarget(name: "mandate", dependencies: ["MandateCLI"], swiftSettings: strict),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "CLibYAML", "CSQLite", "Diagnostics", "YAMLSyntax", "AccessModel", "Manifests", "Plans",
        "Planning", "Stores", "SQLiteStore", "MandateCLI",
      ], path: "Benchmarks", swiftSettings: strictMemory),

    .target(
      name: "TestSupport", dependencies: ["Diagnostics", "AccessModel"],
      path: "Tests/TestSupport", swiftSettings: strict),
    .target(
      name: "StoreFixtures", dependencies: ["Stores", "Plans", "AccessModel", "Diagnostics"],
      path: "Tests/StoreFixtures", swiftSettings: strict),
    .executableTarget(
      name: "fault-driver",
      dependencies: [
        "StoreFixtures", "SQLiteStore", "Stores", "Plans", "AccessModel", "Diagnostics", "CSQLite",
      ], path: "Tests/FaultDriver", swiftSettings: strictMemory),
    .executableTarget(
      name: "access-driver",
      dependencies: ["Planning", "Plans", "Manifests", "AccessModel", "Diagnostics"],
      path: "Tests/AccessDriver", swiftSettings: strict),
    .executableTarget(
      name: "key-driver",
      dependencies: ["Planning", "Lifecycle", "Plans", "Manifests", "AccessModel", "Diagnostics"],
      path: "Tests/KeyDriver", swiftSettings: strict),
    .executableTarget(
      name: "render-driver", dependencies: ["Rendering", "AccessModel", "Diagnostics"],
      path: "Tests/RenderDriver", swiftSettings: strict),
    tests("DiagnosticsTests", of: ["Diagnostics"]),
    tests(
      "YAMLSyntaxTests", of: ["YAMLSyntax", "Diagnostics"]),
    tests("AccessModelTests", of: ["AccessModel", "Diagnostics"]),
    tests(
      "ManifestsTests", of: ["Manifests", "YAMLSyntax", "AccessModel", "Diagnostics"],
      data: ["Golden"]),
    tests("LifecycleTests", of: ["Lifecycle", "AccessModel", "Diagnostics"]),
    tests("PlanningTests", of: ["Planning", "Plans", "Manifests", "AccessModel", "Diagnostics"]),
    tests(
      "StoresTests",
      of: [
        "Stores", "SQLiteStore", "StoreFixtures", "fault-driver", "Plans", "Planning", "Manifests",
        "AccessModel", "Diagnostics",
      ]),
    tests(
      "MalformedInputTests",
      of: ["MandateCLI", "Planning", "Manifests", "YAMLSyntax", "AccessModel", "Diagnostics"],
      data: ["Base", "Cases"]),
    tests(
      "RenderingTests", of: ["Rendering", "Stores", "Plans", "AccessModel", "Diagnostics"],
      data: ["Golden"]),
    tests("OracleTests", of: ["access-driver", "key-driver", "render-driver"]),
    tests("ScriptTests", of: ["MandateCLI"], data: ["Scripts"]),
    tests("TidyTests", of: []),
    tests("WorkflowTests", of: [], data: ["Runner"]),
  ],
  swiftLanguageModes: [.v6]
)
