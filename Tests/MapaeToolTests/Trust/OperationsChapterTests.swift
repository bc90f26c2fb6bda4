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
    #expect(commands.count == 64)

    let rehearsal = try desk.show("rehearsal-door")
    #expect(rehearsal.contains("trust list 6 under authority record 2"))
    #expect(rehearsal.contains("status list 1 of generation 1, of key 4: 101 revoked"))
    for (number, name, state) in [
      (0, "march", "compromised"), (3, "status", "compromised"), (4, "status-2", "good"), (5, "june", "good"),
    ] {
      #expect(rehearsal.contains(try Regex("key \(number) +\(desk.key(name)) +\(state)")), "\(name)")
    }
    let anew = try desk.show("door-2")
    #expect(anew.contains("trust list 7 under authority record 3"))
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
  /// What stands in `source.json`.
  private var source: String
  /// The block about list keys on several machines is about another domain, in a folder of its own.
  private var severalSigners: URL?
  /// Another machine, or another disk.
  private let elsewhere: URL
  private var days = 0

  /// A dose of two months ago, by the rule that the source has.
  private static let record = """
    {"family-name": "Hong", "disease": "COVID-19", "dose-date": "\(Date(timeIntervalSinceNow: -60 * 86_400)
      .formatted(.iso8601.year().month().day()))"}

    """

  init(source: String) throws {
    (scratch, self.source) = (try Scratch(), "")
    elsewhere = scratch / "elsewhere"
    try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
    for name in ["march", "april", "may", "june"] { try newKey(name) }
    try rewrite(to: filled(source))
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
    case "key new" where command[2] == "holder.key":
      try newKey("holder")
    case "key new" where command[2] == "status.key":
      // The standby beside it is made and listed in the same way.
      for name in ["status", "status-2"] { try newKey(name) }
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
    case "issue records.ndjson", "issue record.json":
      try Data(Desk.record.utf8).write(to: scratch / command[1])
      try mapae(command)
      let passes = try String(contentsOf: scratch / command[command.count - 1], encoding: .utf8)
      #expect(passes.split(separator: "\n").count == 1)
    case "request check":
      #expect(try mapae(filled(command)).trimmed == keys["holder"])
    case "status show":
      #expect(try mapae(command).contains("serial 73400 is revoked"))
    case "trust sign":
      try changeSource(for: command[command.count - 1])
      try mapae(filled(dated(command)))
    default:
      try mapae(filled(dated(command)))
    }
  }

  /// What the chapter says of the source before a bundle is signed.
  private func changeSource(for bundle: String) throws {
    switch bundle {
    case "listed.mapae":
      try list("status-2", "2027-04-01T00:00:00Z", until: "2027-05-01T00:00:00Z", usage: "status-lists")
      try list("status", "2027-03-01T00:00:00Z", until: "2027-04-01T00:00:00Z", usage: "status-lists")
    case "now.mapae":
      try list("june", "2027-06-01T00:00:00Z", until: "2027-07-01T00:00:00Z")
      try nameStolen("march")
    case "now-2.mapae":
      try nameStolen("status")
      try replace("\"keys\": [", by: "\"statusGeneration\": 1, \"statusDemand\": 1, \"keys\": [")
    default: break
    }
  }

  private func list(_ name: String, _ from: String, until: String, usage: String? = nil) throws {
    let usage = usage.map { ", \"usage\": \"\($0)\"" } ?? ""
    try replace(
      "\"keys\": [",
      by: """
        "keys": [{"publicKey": "\(key(name))", "signsFrom": "\(Desk.moved(from))", "signsUntil": "\(Desk.moved(until))"\(usage)},
        """)
  }

  private func nameStolen(_ name: String) throws {
    try replace("\"publicKey\": \"\(key(name))\"", by: "\"publicKey\": \"\(key(name))\", \"state\": \"compromised\"")
  }

  private func replace(_ part: String, by other: String) throws {
    try #require(source.components(separatedBy: part).count == 2, "\(part) stands once in the source")
    try rewrite(to: source.replacing(part, with: other))
  }

  private func rewrite(to source: String) throws {
    self.source = source
    try Data(source.utf8).write(to: scratch / "source.json")
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

  /// Runs a command, with its output in a file where it ends in `> FILE`.
  @discardableResult
  private func mapae(_ command: [String], in folder: URL? = nil) throws -> String {
    let folder = folder ?? scratch.folder
    let parts = command.split(separator: ">").map(Array.init)
    let result = try Tool.run(parts[0], in: folder)
    try #require(result.status == 0, "mapae \(command.joined(separator: " ")): \(result.errors)")
    if parts.count == 2 { try Data(result.output.utf8).write(to: folder.appendingPathComponent(parts[1][0])) }
    return result.output
  }
}
