public import Foundation

/// An executable of this package, run as a user runs it.
public struct BuiltProgram: Sendable {
  public let executable: URL

  public struct Result: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String

    public init(status: Int32, output: String, errors: String) {
      (self.status, self.output, self.errors) = (status, output, errors)
    }
  }

  /// The executable of that name beside the test bundle.
  public init(_ name: String) {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent(name)
      if FileManager.default.isExecutableFile(atPath: candidate.path) {
        executable = candidate
        return
      }
      folder.deleteLastPathComponent()
    }
    fatalError("\(name) is not built beside \(CommandLine.arguments[0])")
  }

  private init(at path: String) { executable = URL(fileURLWithPath: path) }

  /// Runs it to its end.
  public func run(_ arguments: [String], input: Data = Data(), in folder: URL? = nil) throws -> Result {
    let process = Process()
    process.executableURL = executable
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

  /// Runs a shell's script to its end; in it `"$@"` is the program with its arguments.
  public func shell(_ script: String, _ arguments: [String], in folder: URL? = nil) throws -> Result {
    try BuiltProgram(at: "/bin/bash")
      .run(["-c", "set -o pipefail\n" + script, "bash", executable.path] + arguments, in: folder)
  }

  /// Runs a shell's script that may mount file systems, which nobody else sees. Its arguments are `"$@"`.
  public static func mounting(_ script: String, _ arguments: [String]) throws -> Result {
    // Root may do so; others may where the system lets them be root in a namespace of their own.
    let asRoot = getuid() == 0 ? [] : ["--map-root-user"]
    return try BuiltProgram(at: "/usr/bin/unshare")
      .run(["--mount"] + asRoot + ["bash", "-c", "set -o pipefail\n" + script, "bash"] + arguments)
  }
}

/// A folder that is gone when the test is done.
public final class Scratch: Sendable {
  public let folder: URL

  public init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("mapae-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  public static func / (scratch: Scratch, name: String) -> URL { scratch.folder.appendingPathComponent(name) }
}
