import Foundation
import TestSupport
import Testing

/// Each fault is charged to the case that caused it, and the run goes on.
@Suite("Faults of a program")
struct FaultTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let fault: String
    let words: String
    var testDescription: String { fault }

    init(_ fault: String, _ words: String) { (self.fault, self.words) = (fault, words) }
  }

  @Test(
    "a fault is an error of its case alone",
    arguments: [
      Example("crash", "the program was ended by signal 11"), Example("leave", "the program ended with exit code 3"),
      Example("orphan", "the program ended with exit code 3"),
      Example("close-output", "the program closed its output"),
      Example("close-input", "the program closed its input"),
      Example("garbage", "a line that is no answer: Traceback: is no id"),
      Example("garbage-bytes", "a line holds printable ASCII only"),
      Example("double-space", "fields stand between single spaces"),
      Example("carriage-return", "a line holds printable ASCII only"),
      Example("flood", "x is no id"), Example("endless-line", "a line of more than 4194304 characters"),
      Example("long-line", "a line of more than 4194304 characters"),
      Example("longest-line", "it cannot answer request of step 3: xxx"), Example("silence", "no answer within 3 s"),
      Example("late", "no answer within 3 s"), Example("trickle", "no answer within 3 s"),
      Example("twice", "a second answer to request"),
      Example("twice-at-its-end", "a second answer to request"),
      Example("out-of-order", "an answer to a later request"),
      Example("not-asked", "which nobody asked"),
      Example("error", "it cannot answer request of step 3: out of luck"),
      Example("wrong-word", "dropped does not answer this request"),
    ])
  func fault(_ example: Example) throws {
    let set = try SmallSet()
    let outcome = try Runner.run(Runner.faulty(example.fault), ["--timeout", "3"], over: set)
    #expect(outcome.status == 10)
    #expect(outcome.cases.count == SmallSet.pairs * 2)
    #expect(outcome.others.map(\.id) == [SmallSet.ids(1).expired])
    #expect(outcome.others.first?.status == "error")
    #expect(outcome.others.first?.error?.contains(example.words) == true, "\(outcome.others)")
    #expect(outcome.end?.grade == "not-conformant")
    #expect(outcome.end?.faults == [])
  }

  @Test("a program that crashes at every question fails every case, and is asked each")
  func crashesAlways() throws {
    let set = try SmallSet()
    let crashing = Runner.script("hello.py", ["0 hello 1 crashing 1 core 16 65536 8", "1 state 00"])
    let outcome = try Runner.run(crashing, over: set)
    #expect(outcome.status == 10)
    #expect(outcome.cases.map(\.status) == Array(repeating: "error", count: SmallSet.pairs * 2))
  }

  @Test("a program that holds an answer back until more is asked is found at the first case, and at the last (CONF-4)")
  func holdsBack() throws {
    let outcome = try Runner.run(Runner.faulty("hold-back"), ["--timeout", "3"], over: try SmallSet())
    #expect(outcome.status == 10)
    #expect(outcome.others.map(\.id) == [SmallSet.ids(0).valid, SmallSet.ids(SmallSet.pairs - 1).expired])
    #expect(
      outcome.others.allSatisfy { $0.error == "no answer within 3 s, and no other request to wait for" },
      "\(outcome.others)")
  }

  @Test("a program that hangs at every question is given up, and the rest are errors")
  func givenUp() throws {
    let set = try SmallSet()
    let options = ["--timeout", "1", "--give-up", "3"]
    let outcome = try Runner.run(Runner.faulty("silent-from-the-start"), options, over: set)
    #expect(outcome.status == 10)
    #expect(outcome.cases.count == SmallSet.pairs * 2 && outcome.cases.allSatisfy { $0.status == "error" })
    #expect(outcome.cases.prefix(3).allSatisfy { $0.error?.hasPrefix("no answer within 1 s") == true })
    #expect(
      Set(outcome.cases.dropFirst(3).map(\.error)) == [
        "given up: each of the last 3 cases that were asked ended in a fault"
      ])
  }

  @Test("faults that do not follow each other are no reason to give up")
  func notGivenUp() throws {
    let set = try SmallSet()
    let outcome = try Runner.run(Runner.faulty("crash"), ["--give-up", "2"], over: set)
    #expect(outcome.others.map(\.id) == [SmallSet.ids(1).expired])
    let none = try Runner.program.run(["run", "--vectors", set.path, "--give-up", "0", "--"] + Runner.reference)
    #expect(none.status == 64 && none.errors.contains("--give-up is 1 or more"))
  }

  @Test(
    "a runner that is ended by a signal leaves nothing running and says so", arguments: ["SIGINT", "SIGTERM", "SIGHUP"])
  func interrupted(signal: String) throws {
    let set = try SmallSet()
    let file = (set.scratch / "running").path
    let command = Runner.script("interrupt.py", [signal, file])
    let result = try Runner.program.shell(
      #"command=("${@:2:4}"); exec "${command[@]}" "$1" "${@:6}""#,
      command + ["run", "--vectors", set.path, "--"] + Runner.script("lingering.py", [file]))
    let number = ["SIGINT": 2, "SIGTERM": 15, "SIGHUP": 1][signal] ?? 0
    #expect(result.output.hasPrefix("-\(number) 0 "), "\(result.output) \(result.errors)")
    #expect(result.output.hasSuffix("Interrupted. The program under test was ended too.\n"))
  }

  @Test("what a program says on its standard error is shown with its crash, and a flood of it harms nothing")
  func complaints() throws {
    let set = try SmallSet()
    let crashed = try Runner.run(Runner.faulty("crash"), over: set)
    #expect(crashed.others.first?.complaints?.contains("a cry before death") == true)
    let flooded = try Runner.run(Runner.faulty("flood-errors"), over: set)
    #expect(flooded.status == 0 && flooded.others.isEmpty)
  }

  @Test("a flooded pipe needs no memory")
  func memory() throws {
    let set = try SmallSet()
    let usual = try FaultTests.kilobytes(Runner.faulty("none"), set)
    for fault in ["flood", "endless-line", "flood-errors"] {
      #expect(try FaultTests.kilobytes(Runner.faulty(fault), set) < usual + 50_000, "\(fault)")
    }
  }

  /// The most memory that the runner, or a program that it started, needs.
  private static func kilobytes(_ command: [String], _ set: SmallSet) throws -> Int {
    let measure = """
      import resource, subprocess, sys
      subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
      print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
      """
    let result = try Runner.program.shell(
      // AddressSanitizer keeps what was freed, up to 256 MB, unless it is told not to.
      "ASAN_OPTIONS=quarantine_size_mb=0 python3 -c '\(measure)' \"$@\"",
      ["run", "--vectors", set.path, "--timeout", "5", "--"] + command)
    return try #require(Int(result.output.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  @Test(
    "how a program ends is no case's fault, and a fault all the same",
    arguments: [
      Example("bad-exit", "the program ended with exit code 7"), Example("stay", "did not end within 3 s"),
      Example("last-words", "a line that is no answer: bye is no id"),
      Example("half-line", "bytes without a line feed at its end"),
    ])
  func end(_ example: Example) throws {
    let set = try SmallSet()
    let outcome = try Runner.run(Runner.faulty(example.fault), ["--timeout", "3"], over: set)
    #expect(outcome.status == 10 && outcome.others.isEmpty)
    #expect(outcome.end?.grade == "not-conformant")
    #expect(outcome.end?.faults.count == 1)
    #expect(outcome.end?.faults.first?.contains(example.words) == true, "\(outcome.end?.faults ?? [])")
  }

  @Test("an answer that comes again at the end is charged to the last case")
  func lastAnswerAgain() throws {
    let outcome = try Runner.run(Runner.faulty("last-answer-again"), over: try SmallSet())
    #expect(outcome.status == 10)
    #expect(outcome.others.map(\.id) == [SmallSet.ids(SmallSet.pairs - 1).expired])
  }

  @Test("a child that keeps the pipes open when all is done holds up nothing")
  func orphanAtTheEnd() throws {
    let began = ContinuousClock.now
    let outcome = try Runner.run(Runner.faulty("orphan-at-end"), over: try SmallSet())
    #expect(outcome.status == 0 && outcome.others.isEmpty)
    #expect(ContinuousClock.now - began < .seconds(25))
  }
}
