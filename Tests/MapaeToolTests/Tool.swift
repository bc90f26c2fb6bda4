import Foundation
import Testing

/// The built `mapae`, run as a user runs it.
struct Tool {
  struct Result: Sendable {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The executable beside the test bundle.
  static let executable: URL = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent("mapae")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    fatalError("mapae is not built beside \(CommandLine.arguments[0])")
  }()

  /// Runs it to its end.
  static func run(_ arguments: [String], input: Data = Data(), in folder: URL? = nil) throws -> Result {
    try run(executable, arguments, input, folder)
  }

  /// Runs a shell's script to its end; in it `"$@"` is the tool with its arguments.
  static func shell(_ script: String, _ arguments: [String], in folder: URL? = nil) throws -> Result {
    try run(
      URL(fileURLWithPath: "/bin/bash"), ["-c", "set -o pipefail\n" + script, "bash", executable.path] + arguments,
      Data(), folder)
  }

  /// Runs a shell's script that may mount file systems, which nobody else sees. Its arguments are `"$@"`.
  static func mounting(_ script: String, _ arguments: [String]) throws -> Result {
    // Root may do so; others may where the system lets them be root in a namespace of their own.
    let asRoot = getuid() == 0 ? [] : ["--map-root-user"]
    return try run(
      URL(fileURLWithPath: "/usr/bin/unshare"),
      ["--mount"] + asRoot + ["bash", "-c", "set -o pipefail\n" + script, "bash"] + arguments, Data(), nil)
  }

  private static func run(_ program: URL, _ arguments: [String], _ input: Data, _ folder: URL?) throws -> Result {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = folder }
    let scratch = try Scratch()
    let (inputFile, outputFile, errorFile) = (scratch / "in", scratch / "out", scratch / "err")
    try input.write(to: inputFile)
    _ = FileManager.default.createFile(atPath: outputFile.path, contents: nil)
    _ = FileManager.default.createFile(atPath: errorFile.path, contents: nil)
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
  }
}

/// A folder that is gone when the test is done.
final class Scratch: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("mapae-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  static func / (scratch: Scratch, name: String) -> URL { scratch.folder.appendingPathComponent(name) }
}
