import ArgumentParser
import ToolSupport

/// Which program is asked.
struct ProgramArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How many seconds an answer may take; the first one may take 10 in any case.", valueName: "seconds"))
  var timeout = 60

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp("The command of the program under test, behind --.", valueName: "program"))
  var program: [String] = []

  func validate() throws {
    guard !program.isEmpty else { throw ValidationError("Write the command of your program behind --.") }
    guard 1...86_400 ~= timeout else { throw ValidationError("--timeout is 1 to 86400.") }
  }

  var patience: Duration { .seconds(timeout) }

  /// What asks a case again and shows its fields.
  func repeating(_ id: String, vectors folder: String) -> String {
    let vectors = folder == VectorArguments.usualFolder ? [] : ["--vectors", folder]
    let words = ["mapae-conformance", "repeat", id, "--fields"] + vectors + ["--"] + program
    return words.map(Shell.quoted).joined(separator: " ")
  }
}
