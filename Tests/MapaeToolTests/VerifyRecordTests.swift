import Foundation
import Mapae
import TestSupport
import Testing

@Suite("mapae verify --record")
struct VerifyRecordTests {
  let door: TestDoor
  private let record: String

  init() throws {
    door = try TestDoor()
    record = door.path("checks.csv")
  }

  private func lines(of path: String? = nil) throws -> [Substring] {
    let text = try String(contentsOfFile: path ?? record, encoding: .utf8)
    try #require(text.isEmpty || text.hasSuffix("\n"), "the last line is torn")
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  /// The one line that every check of these tests gives.
  private var accepted: String { "2026-01-11T00:00Z,\(door.domain.digest),1/1,,1,accepted," }

  @Test("PRIV-23: one line for each verdict, with the fields of the table and no others")
  func fields() throws {
    let stranger = TestDomain(seed: 9)
    var forged = try door.domain.pass()
    forged[forged.count - 1] ^= 1
    let inputs = try [
      door.domain.passText(), door.domain.earlyText(), door.domain.expiredText(), door.file("forged", forged),
      stranger.passText(), "MP2:", door.file("no-picture.jpg", [0xff, 0xd8, 0xff, 0xe0]),
    ]
    let result = try door.verify(inputs + ["--record", record, "--at", "2026-01-11T00:00:59Z", "--clock-error", "0"])
    #expect(result.status == 1, "the picture is unreadable")
    #expect(!result.output.contains("NOT in the record"))
    let digest = door.domain.digest.hex
    #expect(
      try lines() == [
        "2026-01-11T00:00Z,\(digest),1/1,,1,accepted,", "2026-01-11T00:00Z,\(digest),1/1,,1,undecided,not-yet-valid",
        "2026-01-11T00:00Z,\(digest),1/1,,1,rejected,expired",
        "2026-01-11T00:00Z,\(digest),1/1,,,rejected,bad-signature",
        "2026-01-11T00:00Z,,,,,undecided,unknown-domain", "2026-01-11T00:00Z,,,,,undecided,unsupported-version",
      ])
    let attributes = try FileManager.default.attributesOfItem(atPath: record)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test("the latest of the clock, the home domain's list and a domain without a list stand in their fields")
  func clockAndHome() throws {
    let home = TestDomain(seed: 5)
    let states = try [
      door.folder("here", of: door.domain.state { $0.number = 4_294_967_295 }), door.folder("home", of: home.state()),
    ]
    let text = try door.domain.passText()
    let options = [
      "--record", record, "--home", home.digest.hex, "--at", "2026-01-10T23:59:30Z", "--clock-error", "31s",
    ]
    _ = try door.verify([text] + options, states: states)
    #expect(try lines() == ["2026-01-11T00:00Z,\(door.domain.digest),1/4294967295,1/1,1,accepted,"])

    let empty = try door.folder("empty", of: TrustState(anchor: door.domain.anchor))
    _ = try door.verify([text, "--record", record], states: [empty])
    #expect(try lines().last == "2026-01-11T00:00Z,\(door.domain.digest),,,,undecided,key-not-yet-known")
  }

  @Test("PRIV-15: two passes that differ in everything but profile and verdict give the same line")
  func nothingOfThePass() throws {
    let claims = [
      Claim(.familyName, text: "Mustermann")!, Claim(.givenName, text: "Erika")!,
      Claim(.birthDate, date: CalendarDate(year: 1964, month: 8, day: 12)!),
    ].compactMap { $0 }
    let texts = try [
      door.domain.passText(),
      door.domain.passText {
        $0.serial = 0xfedc_ba98
        $0.issuedAt = TestDomain.now + -4_321
        $0.validFromDelay = 17
        $0.lifetime = 123_456
        $0.claims = claims
      },
    ]
    for text in texts {
      let result = try door.verify([text, "--record", record])
      #expect(result.status == 0)
    }
    #expect(try lines() == [accepted[...], accepted[...]])
  }

  @Test("PRIV-17: without --record nothing is written")
  func off() throws {
    let before = try FileManager.default.contentsOfDirectory(atPath: door.path(""))
    let text = try door.domain.passText()
    let state = try door.folder(of: door.domain.state())
    _ = try door.verify([text], states: [state])
    let after = try FileManager.default.contentsOfDirectory(atPath: door.path(""))
    #expect(Set(after) == Set(before + ["door"]))
  }

  /// `mapae verify` on its standard input, that runs while the test does other things.
  private func start(_ name: String, checks: Int) throws -> Process {
    let text = try door.domain.passText() + "\n"
    let process = Process()
    process.executableURL = Tool.executable
    process.arguments = [
      "verify", "-", "--state", door.path("door"), "--accept", "access", "--at", "\(TestDomain.now.seconds)",
      "--clock-error", "0", "--record", record,
    ]
    process.standardInput = try FileHandle(
      forReadingFrom: URL(fileURLWithPath: door.file("\(name).in", String(repeating: text, count: checks))))
    let output = URL(fileURLWithPath: try door.file("\(name).out", ""))
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func verdicts(_ name: String) throws -> Int {
    let text = try String(contentsOfFile: door.path("\(name).out"), encoding: .utf8)
    #expect(!text.contains("NOT in the record"))
    return text.split(separator: "\n").count { $0.hasPrefix("ACCEPTED") }
  }

  @Test("PRIV-24: eight processes share a file, and each line is whole")
  func together() throws {
    _ = try door.folder(of: door.domain.state())
    let processes = try (0..<8).map { try start("\($0)", checks: 25) }
    for process in processes {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    #expect(try lines() == Array(repeating: accepted[...], count: 200))
  }

  @Test(
    "PRIV-24: eight processes, each killed at a random instant; no line is torn, and no verdict is without its line")
  func killed() throws {
    _ = try door.folder(of: door.domain.state())
    var generator = SeededGenerator(seed: 9)
    for round in 0..<3 {
      let before = round == 0 ? 0 : try lines().count
      let names = (0..<8).map { "\(round)-\($0)" }
      let processes = try names.map { try start($0, checks: 2_000) }
      for process in processes.shuffled(using: &generator) {
        usleep(.random(in: 1_000...60_000, using: &generator))
        kill(process.processIdentifier, SIGKILL)
      }
      for process in processes { process.waitUntilExit() }
      // Whoever comes next takes away what a killed process left.
      _ = try door.verify([try door.domain.passText(), "--record", record], states: [door.path("door")])
      let lines = try lines()
      #expect(lines.allSatisfy { $0 == accepted })
      let shown = try names.reduce(1) { $0 + (try verdicts($1)) }
      // A process may die between its line and its verdict.
      #expect(shown...shown + 8 ~= lines.count - before, "\(shown) verdicts, \(lines.count - before) lines")
    }
  }

  @Test("what is torn at the file's end is taken away, and nothing else", arguments: [1, 40, 90])
  func torn(_ count: Int) throws {
    let whole = "2025-12-31T23:59Z,,,,,rejected,malformed\n"
    _ = try door.file("checks.csv", whole + accepted.prefix(count))
    _ = try door.verify([try door.domain.passText(), "--record", record])
    #expect(try String(contentsOfFile: record, encoding: .utf8) == whole + accepted + "\n")
  }

  /// The bytes of the least disk: one page of memory.
  private static let diskSize = 4_096

  /// Runs verify with its record on a disk of its own, of ``diskSize``, on which nothing else is.
  private func onFullDisk(_ inputs: [String], _ options: [String] = []) throws -> Tool.Result {
    let state = try door.folder(of: door.domain.state())
    let script = """
      disk="$1"; record="$2"; shift 2
      mkdir -p "$disk"
      mount -t tmpfs -o size=\(VerifyRecordTests.diskSize) none "$disk"
      [ ! -e "$record" ] || cp "$record" "$disk/checks.csv"
      "$@" --record "$disk/checks.csv"
      status=$?
      cp "$disk/checks.csv" "$record"
      exit $status
      """
    return try Tool.mounting(
      script,
      [door.path("disk"), record, Tool.executable.path, "verify"] + inputs
        + ["--state", state, "--accept", "access", "--at", "\(TestDomain.now.seconds)", "--clock-error", "0"] + options)
  }

  @Test("PRIV-25, PRIV-26: on a full disk each verdict stays, says that it is not recorded, and no line is torn")
  func fullDisk() throws {
    let line = accepted + "\n"
    // Behind them there is room for a part of one more.
    let fitting = VerifyRecordTests.diskSize / line.utf8.count
    #expect(fitting * line.utf8.count < VerifyRecordTests.diskSize)
    let text = try door.domain.passText()
    let inputs = Array(repeating: text, count: fitting + 3)
    let result = try onFullDisk(inputs)
    #expect(result.status == 30)
    #expect(result.output.components(separatedBy: "ACCEPTED").count == fitting + 4)
    #expect(result.output.components(separatedBy: "This check is NOT in the record: ").count == 4)
    #expect(try String(contentsOfFile: record, encoding: .utf8) == String(repeating: line, count: fitting))

    let json = try onFullDisk([text], ["--json"])
    #expect(json.status == 30)
    #expect(json.output.contains(#""outcome":"accepted""#) && json.output.contains(#""unrecorded":"cannot write"#))
    #expect(try onFullDisk([text, door.domain.earlyText()]).status == 20)
    #expect(try onFullDisk([text, door.domain.expiredText()]).status == 10)
    #expect(try door.verify([text, "--record", record]).status == 0, "with room again it goes on")
    #expect(try lines().count == fitting + 1)
  }

  @Test("PRIV-24, PRIV-25: eight processes on one disk that gets full; each line is whole, and who has none says so")
  func togetherOnFullDisk() throws {
    let line = accepted + "\n"
    let fitting = VerifyRecordTests.diskSize / line.utf8.count
    let state = try door.folder(of: door.domain.state())
    let checks = 10
    #expect(8 * checks > fitting)
    let input = try door.file("checks.in", String(repeating: door.domain.passText() + "\n", count: checks))
    let script = """
      disk="$1"; record="$2"; input="$3"; shift 3
      mkdir -p "$disk"
      mount -t tmpfs -o size=\(VerifyRecordTests.diskSize) none "$disk"
      for number in 1 2 3 4 5 6 7 8; do
        "$@" --record "$disk/checks.csv" < "$input" > "$record.$number" &
      done
      wait
      cp "$disk/checks.csv" "$record"
      """
    let result = try Tool.mounting(
      script,
      [door.path("disk"), record, input, Tool.executable.path, "verify", "-", "--state", state, "--accept", "access"]
        + ["--at", "\(TestDomain.now.seconds)", "--clock-error", "0"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(try String(contentsOfFile: record, encoding: .utf8) == String(repeating: line, count: fitting))
    let outputs = try (1...8).map { try String(contentsOfFile: "\(record).\($0)", encoding: .utf8) }
    let shown = outputs.reduce(0) { $0 + $1.components(separatedBy: "ACCEPTED").count - 1 }
    let unrecorded = outputs.reduce(0) { $0 + $1.components(separatedBy: "NOT in the record").count - 1 }
    #expect(shown == 8 * checks && unrecorded == 8 * checks - fitting, "\(shown) shown, \(unrecorded) unrecorded")
  }

  @Test("a file of somebody else is not touched; the check says so and keeps its verdict")
  func foreign() throws {
    let contents = [
      "notes\n", "no end of a line", accepted + "\nnotes\n", String(repeating: "x", count: 1_000),
      accepted + "\n" + String(repeating: "x", count: 200), "a,b,c,d,e,f,g\n", "\n", "2027", accepted + "\n\n",
    ]
    for content in contents {
      _ = try door.file("checks.csv", content)
      let result = try door.verify([try door.domain.passText(), "--record", record])
      #expect(result.status == 30, "\(content)")
      #expect(result.output.hasPrefix("ACCEPTED") && result.output.contains("is no verification record"))
      #expect(try String(contentsOfFile: record, encoding: .utf8) == content)
    }
    for path in ["/dev/null", "/dev/full", door.path(""), door.path("missing/checks.csv")] {
      let result = try door.verify([try door.domain.passText(), "--record", path])
      #expect(result.status == 30, "\(path)")
      #expect(result.output.contains("NOT in the record"), "\(path)")
    }
    let pipe = try Tool.shell("mkfifo \(door.path("pipe"))", [])
    #expect(pipe.status == 0)
    #expect(try door.verify([try door.domain.passText(), "--record", door.path("pipe")]).status == 30)
  }

  @Test("a log tool renames the file while checks are made, and no line is lost")
  func rotated() throws {
    _ = try door.folder(of: door.domain.state())
    let processes = try (0..<2).map { try start("\($0)", checks: 150) }
    var count = 0
    while processes.contains(where: \.isRunning) {
      usleep(10_000)
      if unsafe rename(record, "\(record).\(count)") == 0 { count += 1 }
    }
    for process in processes {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    #expect(count > 2, "it was never renamed while they ran")
    let files = (0..<count).map { "\(record).\($0)" } + (FileManager.default.fileExists(atPath: record) ? [record] : [])
    let all = try files.flatMap { try lines(of: $0) }
    #expect(all == Array(repeating: accepted[...], count: 300))
  }

  @Test("a file that is renamed between its opening and its lock gets no line: the log tool may be packing it")
  func renamedBeforeLock() throws {
    _ = try door.folder(of: door.domain.state())
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/strace")
    process.arguments =
      ["-o", door.path("strace"), "-e", "trace=flock", "-e", "inject=flock:delay_enter=500000:when=1"]
      + [
        Tool.executable.path, "verify", try door.domain.passText(), "--state", door.path("door"), "--accept", "access",
      ]
      + ["--at", "\(TestDomain.now.seconds)", "--clock-error", "0", "--record", record]
    // The search for leaks traces the process too, and only one may.
    process.environment = ProcessInfo.processInfo.environment.merging(["ASAN_OPTIONS": "detect_leaks=0"]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    while !FileManager.default.fileExists(atPath: record), process.isRunning { usleep(1_000) }
    try FileManager.default.moveItem(atPath: record, toPath: record + ".1")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try lines(of: record + ".1").isEmpty)
    #expect(try lines() == [accepted[...]])
  }

  @Test("a process that holds the file for ever does not close the door")
  func held() throws {
    let holder = Process()
    holder.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
    holder.arguments = ["--no-fork", record, "sleep", "60"]
    try holder.run()
    defer { holder.terminate() }
    while !FileManager.default.fileExists(atPath: record) { usleep(1_000) }
    usleep(100_000)
    let result = try door.verify([try door.domain.passText(), "--record", record])
    #expect(result.status == 30)
    #expect(result.output.contains("another process holds it"))
    #expect(try lines().isEmpty)
  }
}
