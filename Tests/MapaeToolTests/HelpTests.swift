import Foundation
import Testing

@Suite("Help and usage")
struct HelpTests {
  /// A command as swift-argument-parser describes it.
  private struct Command: Decodable {
    let commandName: String
    let subcommands: [Command]?

    /// The words that call it and each command below it.
    func paths(below path: [String] = []) -> [[String]] {
      [path] + (subcommands ?? []).flatMap { $0.paths(below: path + [$0.commandName]) }
    }
  }

  private struct Description: Decodable { let command: Command }

  private static func commands(of program: BuiltProgram) throws -> [[String]] {
    let description = try program.run(["--experimental-dump-help"]).output
    return try JSONDecoder().decode(Description.self, from: Data(description.utf8)).command.paths()
      .filter { $0 != ["help"] }
  }

  @Test("help names the exit codes")
  func exitCodes() throws {
    let result = try Tool.run(["--help"])
    #expect(result.status == 0)
    #expect(result.output.contains("EXIT CODES"))
  }

  @Test(
    "every command's help has an overview and examples, and no example is broken by a terminal of 80 columns",
    arguments: [("mapae", 20), ("mapae-conformance", 5)])
  func examples(name: String, leastCount: Int) throws {
    let program = BuiltProgram(name)
    let commands = try HelpTests.commands(of: program)
    #expect(commands.count > leastCount)
    for command in commands {
      let help = try program.run(command + ["--help"]).output
      #expect(help.hasPrefix("OVERVIEW: "), "\(command)")
      let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
      let start = try #require(lines.firstIndex(of: "EXAMPLES"), "\(command) has no examples")
      let examples = lines[(start + 1)...].prefix { !$0.isEmpty }
      #expect(examples.contains { $0.contains("\(name) ") }, "\(command)")
      for line in examples {
        // A line that was broken has lost its indentation.
        #expect(line.hasPrefix("  ") && line.count <= 80, "\(command): \(line)")
      }
    }
  }

  @Test(
    "no command, an unknown one and an unknown option are mistakes of usage",
    arguments: [["nothing"], ["verify", "--nothing"], ["key", "new"]])
  func usage(arguments: [String]) throws {
    let result = try Tool.run(arguments)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("Usage: mapae") || result.errors.contains("--help"))
  }
}
