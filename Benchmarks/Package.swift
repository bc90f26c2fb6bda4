// swift-tools-version: 6.2
// Measures the library from outside, by what it makes public. `make budgets` runs it; it needs glibc.
import PackageDescription

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "mapae", path: "..")],
  targets: [
    .target(name: "CMeasure", linkerSettings: [.linkedLibrary("sodium"), .linkedLibrary("qrencode")]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .executableTarget(
      name: "budgets", dependencies: ["CMeasure", "CZlib", .product(name: "Mapae", package: "mapae")],
      swiftSettings: [.treatAllWarnings(as: .error)]),
  ]
)
