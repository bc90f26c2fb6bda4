// swift-tools-version: 6.2
// Fuzz targets over the library's public interface. `Fuzzing/run` builds them, with what libFuzzer needs.
import PackageDescription

let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "fuzzing",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "mapae", path: "..")],
  targets: [
    .target(name: "CEffort"),
    .target(
      name: "Harness", dependencies: ["CEffort", .product(name: "Mapae", package: "mapae")], swiftSettings: strict),
    .executableTarget(name: "fuzz", dependencies: ["Harness", "CEffort"], swiftSettings: strict),
  ]
)
