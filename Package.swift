// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "mapae",
  platforms: [.macOS(.v26), .iOS(.v26), .watchOS(.v26), .tvOS(.v26), .visionOS(.v26)],
  products: [
    .library(name: "Mapae", targets: ["Mapae"]),
    .library(name: "MapaeFormat", targets: ["MapaeFormat"]),
  ],
  targets: [
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium",
      providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]),
    .target(name: "MapaeFormat", swiftSettings: strict),
    .target(name: "Mapae", dependencies: ["MapaeFormat", "CSodium"], swiftSettings: strict),
    .target(name: "TestSupport", dependencies: ["Mapae"], path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "MapaeFormatTests", dependencies: ["MapaeFormat"], swiftSettings: strict),
    .testTarget(name: "MapaeTests", dependencies: ["Mapae", "TestSupport"], swiftSettings: strict),
  ]
)
