// swift-tools-version: 6.2
// A package outside the repository's own: what a user of the library writes, and nothing that only the repository can.
import PackageDescription

let package = Package(
  name: "consumer",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "mapae", path: "../..")],
  targets: [
    .executableTarget(
      name: "Example", dependencies: [.product(name: "Mapae", package: "mapae")],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    .executableTarget(
      name: "Door", dependencies: [.product(name: "Mapae", package: "mapae")],
      swiftSettings: [.treatAllWarnings(as: .error)]),
  ]
)
