import Foundation
import Mapae
import Synchronization
import TestSupport
import Testing

@Suite("Serials are never used twice (PASS-4)")
struct SerialTests {
  @Test("200 processes, four at once, each killed after a serial and before the end")
  func kills() throws {
    let desk = try IssuerDesk()
    let seed = ProcessInfo.processInfo.environment["MAPAE_SEED"].flatMap(UInt64.init) ?? .random(in: .min ... .max)
    print("seed \(seed)")
    try Data(String(repeating: "{\"area\":\"gate\"}\n", count: 20_000).utf8).write(to: desk.scratch / "records")
    let victims = Mutex<[Victim]>([])
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 4) { worker in
      var generator = SeededGenerator(seed: seed &+ UInt64(worker))
      for round in 0..<50 {
        do {
          let victim = try Victim(desk, "out-\(worker)-\(round)", &generator)
          victims.withLock { $0.append(victim) }
        } catch { failures.withLock { $0.append("\(error)") } }
      }
    }
    #expect(failures.withLock { $0 } == [])
    let killed = victims.withLock { $0 }
    #expect(killed.count == 200)
    let last = try desk.issue("{}\n{}\n{}\n")
    #expect(last.status == 0, "\(last.errors)")
    let serials = killed.flatMap(\.serials) + (try IssuerDesk.passes(last.output).map(\.serial))
    #expect(killed.allSatisfy { !$0.serials.isEmpty })
    #expect(Set(serials).count == serials.count, "seed \(seed): a serial stands in two passes")
    let spent = try desk.show().spent
    #expect(spent >= serials.count)
    #expect(
      spent <= serials.count + killed.reduce(0) { $0 + $1.block },
      "seed \(seed): more serials were lost than one block a kill")
    #expect(try FileManager.default.contentsOfDirectory(atPath: desk.folder).sorted() == ["register.json", "trust"])
  }

  /// A process that was killed while it issued.
  private struct Victim {
    let block: Int
    let serials: [UInt32]

    init(_ desk: IssuerDesk, _ name: String, _ generator: inout SeededGenerator) throws {
      block = Int.random(in: 1...24, using: &generator)
      let delay = UInt32.random(in: 0...15_000, using: &generator)
      let output = desk.scratch / name
      let process = Process()
      process.executableURL = Tool.executable
      process.arguments =
        desk.arguments(["--profile", "access", "--lifetime", "1d", "--block", "\(block)"])
        + [(desk.scratch / "records").path, "--out", output.path]
      let errors = desk.scratch / (name + ".errors")
      _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
      process.standardError = try FileHandle(forWritingTo: errors)
      try process.run()
      let patience = Date() + 30
      while (try? Data(contentsOf: output))?.contains(0x0a) != true {
        guard Date() < patience, process.isRunning else {
          throw IssuerDesk.Failure("no serial came: " + (try String(contentsOf: errors, encoding: .utf8)))
        }
        usleep(500)
      }
      usleep(delay)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      guard process.terminationReason == .uncaughtSignal else { throw IssuerDesk.Failure("it ended by itself") }
      // What is behind the last end of a line is a pass that was cut off.
      let lines = try Data(contentsOf: output).split(separator: 0x0a, omittingEmptySubsequences: false).dropLast()
      serials = try IssuerDesk.passes(lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n"))
        .map(\.serial)
    }
  }

  @Test("a run that ends in order loses none, and gives them out in no order")
  func returned() throws {
    let desk = try IssuerDesk(new: ["--first", "1000"])
    var serials: [UInt32] = []
    for _ in 0..<12 {
      let result = try desk.issue("{}\n{\"unknown\": 1}\n{}\n")
      #expect(result.status == 1)
      serials += try IssuerDesk.passes(result.output).map(\.serial)
    }
    #expect(try desk.show().spent == 24)
    let many = try desk.issue(String(repeating: "{}\n", count: 600))
    serials += try IssuerDesk.passes(many.output).map(\.serial)
    #expect(Set(serials).count == 624)
    #expect(try desk.show().spent == 624)
    #expect(serials.allSatisfy { $0 >= 1_000 && $0 < 1_000 + 624 + 256 })
    #expect(serials != serials.sorted(), "PRIV-5: the order within a block is drawn")
  }

  @Test("the range of a folder is never left")
  func range() throws {
    let desk = try IssuerDesk(new: ["--first", "4294967290"])
    let result = try desk.issue(String(repeating: "{}\n", count: 7))
    #expect(result.status == 1)
    #expect(result.errors.contains("all serials"))
    #expect(try Set(IssuerDesk.passes(result.output).map(\.serial)) == Set(4_294_967_290...4_294_967_295))
    let again = try desk.issue("{}")
    #expect(again.status == 1)
    #expect(again.output == "")
  }
}
