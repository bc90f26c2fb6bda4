import Foundation
import Testing

/// Runs every command that the chapter Operations shows, in its order, so that chapter and tool cannot drift apart.
@Suite("The commands of the chapter Operations")
struct OperationsChapterTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static func chapter() throws -> String {
    try String(contentsOf: root.appendingPathComponent("spec/operations.md"), encoding: .utf8)
  }

  /// The commands of indented blocks, with their continuation lines.
  private static func commands() throws -> [[String]] {
    try chapter().replacing(/\ \\\n +/, with: " ").split(separator: "\n")
      .filter { $0.hasPrefix("    mapae ") }
      .map { $0.split(separator: " ").dropFirst().map(String.init) }
  }

  private static func source() throws -> String {
    String(try #require(try chapter().firstMatch(of: /```json\n(.*?)```/.dotMatchesNewlines())).1)
  }

  @Test("the source in the chapter is the example that the demonstration uses")
  func example() throws {
    let file = OperationsChapterTests.root.appendingPathComponent("Tests/Demo/northmark-source.json")
    #expect(try OperationsChapterTests.source() == String(contentsOf: file, encoding: .utf8))
  }

  @Test("each command does what the chapter says")
  func run() throws {
    let desk = try Desk(source: try OperationsChapterTests.source())
    let commands = try OperationsChapterTests.commands()
    for command in commands { try desk.run(command) }
    #expect(commands.count == 43)

    let rehearsal = try desk.show("rehearsal-door")
    #expect(rehearsal.contains("trust list 4 under authority record 2"))
    #expect(rehearsal.contains(try Regex("key 0 +\(desk.key("march")) +compromised")))
    #expect(rehearsal.contains(try Regex("key 3 +\(desk.key("june")) +good")))
    let anew = try desk.show("door-2")
    #expect(anew.contains("trust list 5 under authority record 3"))
    #expect(!anew.contains("authority record 1\n"))
    #expect(try desk.show("door").contains("trust list 2 under authority record 1"))
  }
}

/// A folder in which the chapter's machines work side by side, and what they write into their protocol.
private final class Desk {
  private let scratch: Scratch
  private var keys: [String: String] = [:]
  /// What stands for the letters of the chapter.
  private var letters: [String: String] = [:]
  private let source: String
  /// The block about list keys on several machines is about another domain, in a folder of its own.
  private var severalSigners: URL?
  /// Another machine, or another disk.
  private let elsewhere: URL
  private var days = 0

  private static let record = """
    {"family-name": "Hong", "disease": "COVID-19", "dose-date": "2021-05-09"}

    """

  init(source: String) throws {
    (scratch, self.source) = (try Scratch(), source)
    elsewhere = scratch / "elsewhere"
    try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
    for name in ["march", "april", "may", "june"] { try newKey(name) }
    try Data(filled(source).utf8).write(to: scratch / "source.json")
  }

  func key(_ name: String) -> String { keys[name]! }

  func show(_ state: String) throws -> String { try mapae(["trust", "show", "--state", state]) }

  func run(_ command: [String]) throws {
    if command.contains("list.draft") {
      let folder = try severalSigners ?? beginSeveralSigners()
      try mapae(filled(dated(command)), in: folder)
      return
    }
    switch command.prefix(2).joined(separator: " ") {
    case "key new" where command[2] == "may.key":
      // The first list of the chapter names the key already, so it was made before; it is made here once more.
      try mapae(command, in: elsewhere)
    case "key new":
      for name in command[2].hasPrefix("root") ? "abcdefg".map({ "root-\($0)" }) : ["list-1", "list-2", "list-3"] {
        try newKey(name)
      }
    case "key show":
      #expect(try mapae(command).trimmed == keys[String(command[2].dropLast(4))])
    case "authority seal":
      let output = try mapae(command)
      letters["H"] = String(try #require(output.firstMatch(of: /domain digest +([0-9a-f]+)/)).1)
      letters["H:R"] = String(try #require(output.firstMatch(of: /anchor +([0-9a-f:]+)/)).1)
    case "issuer new":
      try mapae(filled(command.map { $0.replacing("/other/disk", with: elsewhere.path) }))
    case "issue records.ndjson":
      try Data(Desk.record.utf8).write(to: scratch / "records.ndjson")
      try mapae(command)
      let passes = try String(contentsOf: scratch / "passes.txt", encoding: .utf8)
      #expect(passes.split(separator: "\n").count == 1)
    case "trust sign":
      if command.contains("now.mapae") { try nameStolenKey() }
      try mapae(filled(dated(command)))
    default:
      try mapae(filled(dated(command)))
    }
  }

  /// Steps 1 to 3 of the first row of the table of thefts.
  private func nameStolenKey() throws {
    let stolen = "\"publicKey\": \"\(key("march"))\","
    let next = """
      {"publicKey": "\(key("june"))", "signsFrom": "\(Desk.moved("2027-06-01T00:00:00Z"))",
       "signsUntil": "\(Desk.moved("2027-07-01T00:00:00Z"))"},
      """
    let text = filled(source)
    let changed = text.replacing(stolen, with: stolen + "\"state\": \"compromised\",")
      .replacing(/"keys": \[/, with: "\"keys\": [" + next)
    try #require(changed.count > text.count + next.count)
    try Data(changed.utf8).write(to: scratch / "source.json")
  }

  private func beginSeveralSigners() throws -> URL {
    let folder = scratch / "several"
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["root-a.key", "list-1.key", "list-2.key", "source.json"] {
      try FileManager.default.copyItem(at: scratch / name, to: folder.appendingPathComponent(name))
    }
    for command in [
      dated(["authority", "new", "--root", key("root-a"), "--root-threshold", "1"])
        + ["--list-key", key("list-1"), "--list-key", key("list-2"), "--list-threshold", "2"]
        + ["--lists-until", Desk.moved("2027-12-31T00:00:00Z"), "--out", "record.draft"],
      ["authority", "sign", "record.draft", "--key", "root-a.key", "--out", "root-a.sig"],
      ["authority", "seal", "record.draft", "--signature", "root-a.sig", "--out", "record.mapae"],
      dated(["trust", "sign", "source.json", "--record", "record.mapae", "--archive", "archive"])
        + ["--key", "list-1.key", "--key", "list-2.key", "--out", "first.mapae"],
    ] { try mapae(command, in: folder) }
    severalSigners = folder
    return folder
  }

  private func newKey(_ name: String) throws {
    keys[name] = try mapae(["key", "new", "\(name).key"]).trimmed
    let letter =
      name.hasPrefix("root") ? name.suffix(1).uppercased() : ["list-1": "L", "list-2": "M", "list-3": "N"][name]
    if let letter { letters[letter] = keys[name] }
  }

  /// The chapter's machines have clocks; here a day passes for each command that dates something.
  private func dated(_ command: [String]) -> [String] {
    guard
      ["authority new", "authority rotate", "trust sign", "trust draft"].contains(
        command.prefix(2).joined(separator: " "))
    else { return command }
    days += 1
    return command + ["--at", "\(Desk.firstDay + days * 86_400 + Desk.shift)"]
  }

  private func filled(_ command: [String]) -> [String] { command.map { letters[$0] ?? Desk.moved($0) } }

  private func filled(_ source: String) -> String {
    Desk.moved(source).replacing("KEY-2027-03", with: key("march")).replacing("KEY-2027-04", with: key("april"))
      .replacing("KEY-2027-05", with: key("may"))
  }

  /// The day before the chapter's list of 2027-03-01, in Unix seconds.
  private static let firstDay = 1_803_772_800
  /// By how much the chapter's time is moved, in whole days, so that its last command was run a while ago.
  private static let shift = (Int(Date().timeIntervalSince1970) / 86_400 - 20) * 86_400 - firstDay

  /// A text with its midnights moved.
  private static func moved(_ text: String) -> String {
    text.replacing(/[0-9-]{10}T00:00:00Z/) { midnight in
      let date = try? Date(String(midnight.output), strategy: .iso8601)
      return date?.addingTimeInterval(TimeInterval(shift)).formatted(.iso8601) ?? ""
    }
  }

  @discardableResult
  private func mapae(_ command: [String], in folder: URL? = nil) throws -> String {
    let result = try Tool.run(command, in: folder ?? scratch.folder)
    try #require(result.status == 0, "mapae \(command.joined(separator: " ")): \(result.errors)")
    return result.output
  }
}
