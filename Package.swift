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
    Product.`library`(name: "Mapae", targets: ["Mapae"]),
    Product.`library`(name: "MapaeFormat", targets: ["MapaeFormat"]),
    Product.executable(name: "mapae", targets: ["MapaeTool"]),
    Product.executable(name: "mapae-conformance", targets: ["MapaeConformance"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium",
      providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]),
    .target(name: "MapaeFormat", swiftSettings: strict),
    .target(name: "Mapae", dependencies: ["MapaeFormat", "CSodium"], swiftSettings: strict),
    .systemLibrary(
      name: "CQREncode", pkgConfig: "libqrencode",
      providers: [.apt(["libqrencode-dev"]), .brew(["qrencode"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(name: "CZBar", pkgConfig: "zbar", providers: [.apt(["libzbar-dev"]), .brew(["zbar"])]),
    .target(name: "ToolSupport", swiftSettings: strict),
    .target(name: "ObjectAnnotation", dependencies: ["Mapae"], swiftSettings: strict),
    .executableTarget(
      name: "MapaeTool",
      dependencies: [
        "Mapae", "ToolSupport", "ObjectAnnotation", "CSodium", "CQREncode", "CPNG", "CZBar",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(name: "EdgeSigning", swiftSettings: strict),
    .executableTarget(
      name: "MapaeConformance",
      dependencies: [
        "Mapae", "ToolSupport", "ObjectAnnotation", "EdgeSigning",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Mapae", "EdgeSigning"], path: "Tests/TestSupport", swiftSettings: strict),
    // The nested package in Fuzzing has these too; here `swift test` replays its seeds and crashes.
    .target(name: "CEffort", path: "Fuzzing/Sources/CEffort"),
    .target(
      name: "Harness", dependencies: ["CEffort", "Mapae"], path: "Fuzzing/Sources/Harness", swiftSettings: strict),
    .testTarget(name: "FuzzingTests", dependencies: ["Harness"], swiftSettings: strict),
    .testTarget(name: "MapaeFormatTests", dependencies: ["MapaeFormat", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "MapaeToolTests", dependencies: ["MapaeTool", "MapaeConformance", "Mapae", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "MapaeConformanceTests", dependencies: ["MapaeConformance", "Mapae", "TestSupport"],
      exclude: ["Programs"],
      swiftSettings: strict),
    .testTarget(name: "MapaeTests", dependencies: ["Mapae", "TestSupport", "EdgeSigning"], swiftSettings: strict),
  ]
)

// Whoever uses the library needs no documentation plugin, so only `make docs` and .ci/run ask for it.
if Context.environment["MAPAE_DOCS"] != nil {
  package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}
