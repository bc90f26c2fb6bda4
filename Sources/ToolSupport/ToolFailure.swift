/// What went wrong and what to do next, for a person. It ends the command with exit code 1.
package struct ToolFailure: Error, CustomStringConvertible {
  package let problem: String
  package let remedy: String?

  package init(_ problem: String, remedy: String? = nil) {
    self.problem = problem
    self.remedy = remedy
  }

  /// The failure with the place in front of it: a file, a field.
  package func at(_ place: String) -> ToolFailure { ToolFailure("\(place): \(problem)", remedy: remedy) }

  package var description: String { problem + (remedy.map { "\n  \($0)" } ?? "") }
}
