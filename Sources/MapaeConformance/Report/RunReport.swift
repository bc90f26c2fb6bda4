import Foundation
import Mapae
import ToolSupport

/// All that a run showed, as a file that others can check.
struct RunReport: Codable, Hashable {
  let format: String
  /// Of the runner.
  let version: String
  /// When the run ended, for people.
  let date: String
  let vectors: Vectors
  let program: Program
  let selection: Selection
  /// Seconds that an answer was given.
  let timeout: Int
  let knownFailures: [KnownFailures.Entry]
  let results: [CaseResult]
  /// The ids of the cases that count as passed.
  let passed: [String]
  let coverage: [Coverage]
  let counts: Conclusion.Counts
  let faults: [String]
  let listFaults: [String]
  let grade: Grade
  /// Of the whole file with no digit here: it finds what was damaged. Only a signature shows who wrote it.
  private(set) var sha256: String

  static let format = "mapae-conformance-report/1"

  struct Vectors: Codable, Hashable {
    let version: String
    let sha256: String
    let cases: Int
  }

  struct Program: Codable, Hashable {
    let command: [String]
    /// Those words of the command that are files: the executable, and what an interpreter was given.
    let files: [File]
    let hello: Hello

    struct File: Codable, Hashable {
      let name: String
      let sha256: String
    }
  }

  /// How many cases of a requirement were asked, and how it went.
  struct Coverage: Codable, Hashable {
    let requirement: String
    let cases: Int
    let passed: Int
    let notCovered: Int
  }

  /// - Parameter date: for people.
  init(
    _ standing: Standing, faults: [String], _ set: VectorSet, _ program: Program, _ selection: Selection,
    _ known: KnownFailures, timeout: Int, date: String
  ) {
    let conclusion = Conclusion(standing, faults: faults, known, of: set)
    (format, version, self.date) = (RunReport.format, Software.version, date)
    vectors = Vectors(version: set.version, sha256: set.digest.hex, cases: set.cases.count)
    (self.program, self.selection, self.timeout) = (program, selection, timeout)
    knownFailures = known.entries
    results = standing.results
    passed = standing.results.map(\.id).filter(standing.isPassed)
    coverage = RunReport.coverage(standing, set)
    (counts, self.faults, listFaults) = (conclusion.counts, conclusion.faults, conclusion.listFaults)
    grade = conclusion.grade
    sha256 = ""
    seal()
  }

  private static func coverage(_ standing: Standing, _ set: VectorSet) -> [Coverage] {
    var byRequirement: [String: [CaseResult]] = [:]
    for result in standing.results {
      for requirement in set[result.id]?.requirements ?? [] { byRequirement[requirement, default: []].append(result) }
    }
    return byRequirement.map { requirement, results in
      Coverage(
        requirement: requirement, cases: results.count, passed: results.count { standing.isPassed($0.id) },
        notCovered: results.count { $0.status == .notCovered })
    }
    .sorted { RequirementOrder($0.requirement) < RequirementOrder($1.requirement) }
  }
}

extension RunReport {
  /// As it stands in a file: one report is one sequence of bytes.
  var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Texts, numbers and lists of them cannot fail to be written.
    return ((try? encoder.encode(self)).map { Array($0) } ?? []) + [0x0a]
  }

  /// Puts in its own digest.
  mutating func seal() {
    sha256 = ""
    let bytes = bytes
    sha256 = Digest(sha256Of: bytes.span).hex
  }

  /// Whether the digest in it is its own.
  var isWhole: Bool {
    var sealed = self
    sealed.seal()
    return sealed == self
  }
}

extension RunReport.Program {
  /// Reads the files of a command as they are now.
  init(_ command: [String], _ hello: Hello) throws {
    self.command = command
    self.hello = hello
    files = try command.enumerated().compactMap { index, word in
      guard let path = index == 0 ? Self.executable(word) : Self.file(word) else { return nil }
      // Mapped, not read: an executable may be large.
      let content = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
      return File(
        name: URL(fileURLWithPath: path).lastPathComponent, sha256: Digest(sha256Of: content.span).hex)
    }
  }

  /// Where a shell would find a program.
  private static func executable(_ word: String) -> String? {
    if word.contains("/") { return file(word) }
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.lazy.map { "\($0)/\(word)" }.first { FileManager.default.isExecutableFile(atPath: $0) }.flatMap(file)
  }

  private static func file(_ path: String) -> String? {
    var isFolder: ObjCBool = false
    let isThere = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return isThere && !isFolder.boolValue ? path : nil
  }
}

/// The order of requirements for people: by letters, then by number.
struct RequirementOrder: Comparable {
  private let letters: Substring
  private let number: Int

  init(_ id: String) {
    let parts = id.split(separator: "-")
    letters = parts.first ?? ""
    number = parts.last.flatMap { Int($0) } ?? 0
  }

  static func < (left: Self, right: Self) -> Bool { (left.letters, left.number) < (right.letters, right.number) }
}
