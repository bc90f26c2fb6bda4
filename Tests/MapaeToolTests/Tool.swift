import Foundation
// What all tests of the tool need is known in every file of theirs.
@_exported public import TestSupport

/// The built `mapae`, run as a user runs it.
enum Tool {
  typealias Result = BuiltProgram.Result

  private static let program = BuiltProgram("mapae")

  static var executable: URL { program.executable }

  /// Runs it to its end.
  static func run(_ arguments: [String], input: Data = Data(), in folder: URL? = nil) throws -> Result {
    try program.run(arguments, input: input, in: folder)
  }

  /// Runs a shell's script to its end; in it `"$@"` is the tool with its arguments.
  static func shell(_ script: String, _ arguments: [String], in folder: URL? = nil) throws -> Result {
    try program.shell(script, arguments, in: folder)
  }

  /// Runs a shell's script that may mount file systems, which nobody else sees. Its arguments are `"$@"`.
  static func mounting(_ script: String, _ arguments: [String]) throws -> Result {
    try BuiltProgram.mounting(script, arguments)
  }
}
