import ArgumentParser

/// By which vectors a program is asked.
struct VectorArguments: ParsableArguments {
  static let usualFolder = "test-vectors"

  @Option(name: .customLong("vectors"), help: ArgumentHelp("The folder of the test vectors.", valueName: "folder"))
  var folder = usualFolder

  func read() throws -> VectorSet { try VectorSet(folder: folder) }
}
