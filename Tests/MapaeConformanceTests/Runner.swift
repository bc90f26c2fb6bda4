import Foundation
import TestSupport
import Testing

/// The built `mapae-conformance`, and programs for it to ask.
enum Runner {
  static let program = BuiltProgram("mapae-conformance")

  /// The command of the reference.
  static var reference: [String] { [program.executable.path, "reference"] }

  /// The command of a program of the folder Programs.
  static func script(_ name: String, _ arguments: [String] = []) -> [String] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Programs")
    return ["python3", folder.appendingPathComponent(name).path] + arguments
  }

  /// The command of the reference with a fault at one case of a small set.
  static func faulty(_ fault: String, at time: Int64 = SmallSet.time(1, isExpired: true)) -> [String] {
    script("faulty.py", [fault, "\(time)"] + reference)
  }

  /// Runs a program over a small set; gives the exit code and what was said of each case and at the end.
  static func run(_ command: [String], _ options: [String] = [], over set: SmallSet) throws -> Outcome {
    let result = try program.run(["run", "--json", "--vectors", set.path] + options + ["--"] + command)
    let lines = result.output.split(separator: "\n").map { Data($0.utf8) }
    guard let last = lines.last else { return Outcome(status: result.status, errors: result.errors) }
    let decoder = JSONDecoder()
    return Outcome(
      status: result.status, errors: result.errors,
      cases: try lines.dropLast().map { try decoder.decode(Outcome.Case.self, from: $0) },
      end: try decoder.decode(Outcome.End.self, from: last))
  }

  struct Outcome {
    let status: Int32
    let errors: String
    var cases: [Case] = []
    var end: End?

    struct Case: Decodable {
      let id: String
      let status: String
      let passed: Bool
      let error: String?
      let complaints: String?
      let notCovered: String?
    }

    struct End: Decodable {
      let grade: String
      let faults: [String]
      let listFaults: [String]
      let listedButRight: [String]
    }

    /// The cases that are not exact.
    var others: [Case] { cases.filter { $0.status != "exact" } }
  }
}
