/// What went wrong and what to do next, for a person. It ends the command with exit code 1.
struct ToolFailure: Error, CustomStringConvertible {
  let problem: String
  let remedy: String?

  init(_ problem: String, remedy: String? = nil) {
    self.problem = problem
    self.remedy = remedy
  }

  /// The failure with the place in front of it: a file, a field.
  func at(_ place: String) -> ToolFailure { ToolFailure("\(place): \(problem)", remedy: remedy) }

  var description: String { problem + (remedy.map { "\n  \($0)" } ?? "") }
}
