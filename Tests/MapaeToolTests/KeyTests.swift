import Foundation
import Testing

@Suite("Key files")
struct KeyTests {
  private let scratch = try! Scratch()

  private func mapae(_ arguments: String...) throws -> Tool.Result { try Tool.run(arguments, in: scratch.folder) }

  private func mode(_ name: String) throws -> Int {
    try #require(
      FileManager.default.attributesOfItem(atPath: (scratch / name).path)[.posixPermissions] as? NSNumber
    ).intValue
  }

  @Test("a new key is its owner's alone, and shows the same public key again")
  func new() throws {
    let made = try mapae("key", "new", "a.key")
    #expect(made.status == 0)
    #expect(made.output.wholeMatch(of: /[0-9a-f]{64}\n/) != nil)
    #expect(try mode("a.key") == 0o600)
    #expect(try mapae("key", "show", "a.key").output == made.output)
    let json = try mapae("key", "show", "a.key", "--json").output
    #expect(json == "{\"publicKey\":\"\(made.output.dropLast())\"}\n")
    #expect(try mapae("key", "new", "b.key").output != made.output)
  }

  @Test("several files get a key each, up to the first that is there already")
  func several() throws {
    let made = try mapae("key", "new", "a.key", "b.key").output.split(separator: "\n")
    #expect(try made.map { $0 + "\n" } == ["a.key", "b.key"].map { Substring(try mapae("key", "show", $0).output) })
    #expect(Set(made).count == 2)
    let stopped = try mapae("key", "new", "c.key", "a.key", "d.key")
    #expect(stopped.status == 1 && stopped.errors.contains("a.key is already there"))
    #expect(try stopped.output == mapae("key", "show", "c.key").output)
    #expect(try mapae("key", "show", "d.key").status == 1)
  }

  @Test("a file that is there is never overwritten, whatever it is")
  func neverOverwritten() throws {
    for content in ["", "something"] {
      try Data(content.utf8).write(to: scratch / "taken")
      let result = try mapae("key", "new", "taken")
      #expect(result.status == 1)
      #expect(result.errors.contains("already there"))
      #expect(try String(contentsOf: scratch / "taken", encoding: .utf8) == content)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["taken"])
  }

  @Test("the secret is in no output")
  func secret() throws {
    let made = try mapae("key", "new", "a.key")
    let seed = try Data(contentsOf: scratch / "a.key").suffix(32).map { String(format: "%02x", $0) }.joined()
    let shown = try mapae("key", "show", "a.key", "--json")
    for text in [made.output, made.errors, shown.output, shown.errors] { #expect(!text.contains(seed)) }
  }

  @Test("with a passphrase, two files of one key would share nothing but the public key")
  func protected() throws {
    try Data("a word, and another\n".utf8).write(to: scratch / "words")
    let made = try mapae("key", "new", "a.key", "--passphrase-file", "words")
    #expect(made.status == 0)
    #expect(try mode("a.key") == 0o600)
    #expect(try Data(contentsOf: scratch / "a.key").count == 145)
    #expect(try mapae("key", "show", "a.key").output == made.output)
  }

  @Test(
    "an empty, a missing, or an endless passphrase file makes no key",
    arguments: ["", "\n", String(repeating: "x", count: 1_025)])
  func badPassphrase(content: String) throws {
    try Data(content.utf8).write(to: scratch / "words")
    for file in ["words", "nowhere"] {
      #expect(try mapae("key", "new", "a.key", "--passphrase-file", file).status == 1)
    }
    #expect(!FileManager.default.fileExists(atPath: (scratch / "a.key").path))
  }

  @Test(
    "the terminal is asked twice, and both answers must agree",
    arguments: [("one", "one", 0), ("one", "two", 1)])
  func terminal(first: String, second: String, status: Int32) throws {
    let script = Process()
    script.executableURL = URL(fileURLWithPath: "/usr/bin/script")
    script.arguments = ["-qec", "stty -echo; '\(Tool.executable.path)' key new a.key --passphrase", "/dev/null"]
    script.currentDirectoryURL = scratch.folder
    let (input, output) = (Pipe(), Pipe())
    (script.standardInput, script.standardOutput) = (input, output)
    try script.run()
    try input.fileHandleForWriting.write(contentsOf: Data("\(first)\n\(second)\n".utf8))
    let shown = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    script.waitUntilExit()
    #expect(script.terminationStatus == status, "\(shown)")
    #expect(shown.contains("New passphrase: ") && shown.contains("Once more: "))
    #expect(FileManager.default.fileExists(atPath: (scratch / "a.key").path) == (status == 0))
  }

  @Test("what is no key file, is damaged, or is open to others is refused")
  func refused() throws {
    _ = try mapae("key", "new", "a.key")
    let good = try Data(contentsOf: scratch / "a.key")
    for bad in [Data(), good.dropLast(), good + [0], Data([0]) + good.dropFirst(), Data("MP1:".utf8)] {
      let name = UUID().uuidString
      try bad.write(to: scratch / name)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: (scratch / name).path)
      let result = try mapae("key", "show", name)
      #expect(result.status == 1)
      #expect(result.errors.contains("is no key file"))
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: (scratch / "a.key").path)
    #expect(try mapae("key", "show", "a.key").errors.contains("by others"))
    #expect(try mapae("key", "show", ".").status == 1)
    #expect(try mapae("key", "show", "nowhere").status == 1)
    #expect(try mapae("key", "new").status == 64)
    #expect(try mapae("key", "new", "b.key", "--passphrase", "--passphrase-file", "words").status == 64)
  }
}
