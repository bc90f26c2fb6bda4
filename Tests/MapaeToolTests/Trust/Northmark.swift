import Foundation
import Mapae
import TestSupport
import Testing

/// A folder in which an authority of two of three roots and a lister work, with record 1 and the keys of one issuer.
struct Northmark {
  let scratch: Scratch
  /// Public keys by the names of their files.
  let keys: [String: String]
  let anchor: String

  /// Made once, since each key costs a run of the tool; a test works in a copy.
  private static let original = Result { try Northmark.found() }

  static let names = ["root-a", "root-b", "root-c", "root-d", "list-1", "list-2", "issuer-1", "issuer-2", "issuer-3"]

  /// A copy, with nothing signed but record 1.
  init() throws {
    let original = try Northmark.original.get()
    scratch = try Scratch()
    for name in try FileManager.default.contentsOfDirectory(atPath: original.scratch.folder.path) {
      try FileManager.default.copyItem(at: original.scratch / name, to: scratch / name)
    }
    (keys, anchor) = (original.keys, original.anchor)
  }

  private init(_ scratch: Scratch, _ keys: [String: String], _ anchor: String) {
    (self.scratch, self.keys, self.anchor) = (scratch, keys, anchor)
  }

  private static func found() throws -> Northmark {
    var domain = Northmark(try Scratch(), [:], "")
    var keys: [String: String] = [:]
    for name in names { keys[name] = try domain.ok("key", "new", "\(name).key").trimmed }
    domain = Northmark(domain.scratch, keys, "")
    try domain.ok(domain.newRecord(lists: ["list-1"], out: "record-1.draft"))
    for root in ["root-a", "root-b"] {
      try domain.ok("authority", "sign", "record-1.draft", "--key", "\(root).key", "--out", "\(root).sig")
    }
    let sealed = try domain.json(
      "authority", "seal", "record-1.draft", "--signature", "root-a.sig", "--signature", "root-b.sig", "--out",
      "record-1.mapae", "--json")
    return Northmark(domain.scratch, keys, try #require(sealed["anchor"] as? String))
  }

  /// The arguments that draft a first record of roots a, b and c.
  func newRecord(lists: [String], listThreshold: Int = 1, until: Int = 400, out: String) -> [String] {
    ["authority", "new"] + recordArguments(["root-a", "root-b", "root-c"], lists, listThreshold, 0, until, out)
  }

  /// The arguments that draft the record after another.
  func nextRecord(
    after previous: String, roots: [String], lists: [String], day: Int, until: Int = 800, out: String
  ) -> [String] {
    ["authority", "rotate", "--previous", previous] + recordArguments(roots, lists, 1, day, until, out)
  }

  private func recordArguments(
    _ roots: [String], _ lists: [String], _ listThreshold: Int, _ day: Int, _ until: Int, _ out: String
  ) -> [String] {
    let rootKeys: [String] = roots.flatMap { ["--root", keys[$0] ?? $0] }
    let listKeys: [String] = lists.flatMap { ["--list-key", keys[$0] ?? $0] }
    let thresholds = ["--root-threshold", "2", "--list-threshold", "\(listThreshold)"]
    let times = ["--at", SourceFile.day(day), "--lists-until", SourceFile.day(until)]
    return rootKeys + listKeys + thresholds + times + ["--out", out]
  }

  /// Issuer 1 with a key that signs for the first month, and its standby for the second.
  var source: SourceFile {
    SourceFile(issuers: [
      .init(keys: [.init(key("issuer-1"), from: 0, until: 31), .init(key("issuer-2"), from: 31, until: 61)])
    ])
  }

  func key(_ name: String) -> String { keys[name]! }

  /// Signs the list of a day from a source, as `bundle-DAY.mapae`.
  @discardableResult
  func sign(_ source: SourceFile, day: Int, more: [String] = []) throws -> Tool.Result {
    try source.write(to: scratch / "source-\(day).json")
    let signer = more.isEmpty ? ["--record", "record-1.mapae", "--key", "list-1.key"] : more
    let time = ["--at", SourceFile.day(day), "--out", "bundle-\(day).mapae"]
    return try mapae(["trust", "sign", "source-\(day).json", "--archive", "archive"] + time + signer)
  }

  // MARK: Running the tool

  func mapae(_ arguments: [String], input: Data = Data()) throws -> Tool.Result {
    try Tool.run(arguments, input: input, in: scratch.folder)
  }

  func mapae(_ arguments: String...) throws -> Tool.Result { try mapae(arguments) }

  /// What a command prints that must succeed.
  @discardableResult
  func ok(_ arguments: [String]) throws -> String {
    let result = try mapae(arguments)
    try #require(result.status == 0, "\(arguments.joined(separator: " ")): \(result.errors)")
    return result.output
  }

  @discardableResult
  func ok(_ arguments: String...) throws -> String { try ok(arguments) }

  func json(_ arguments: String...) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(try ok(arguments).utf8)) as? [String: Any])
  }

  func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: scratch / name)) }

  func text(_ name: String) throws -> String { try String(contentsOf: scratch / name, encoding: .utf8) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: (scratch / name).path) }
}

extension String {
  var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}

extension Northmark {
  /// Runs a command that the system kills at the first byte that it writes into a file.
  func killWhileWriting(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "ulimit -f 0 && exec \"$0\" \"$@\"", Tool.executable.path] + arguments
    process.currentDirectoryURL = scratch.folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
  /// Runs a command at a terminal of its own, whose input is typed beforehand.
  func atTerminal(_ arguments: [String], typing input: String) throws -> Tool.Result {
    let scratch = try Scratch()
    try Data(input.utf8).write(to: scratch / "typed")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
    let command = ([Tool.executable.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    process.arguments = ["--quiet", "--return", "--command", command, (scratch / "log").path]
    process.currentDirectoryURL = self.scratch.folder
    process.standardInput = try FileHandle(forReadingFrom: scratch / "typed")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let output = String(decoding: try Data(contentsOf: scratch / "log"), as: UTF8.self)
    return Tool.Result(status: process.terminationStatus, output: output, errors: "")
  }
}
