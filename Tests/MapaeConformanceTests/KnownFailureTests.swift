import Foundation
import TestSupport
import Testing

@Suite("Known failures")
struct KnownFailureTests {
  private static func run(_ list: String, fault: String) throws -> Runner.Outcome {
    let set = try SmallSet()
    try Data(list.utf8).write(to: set.scratch / "known")
    return try Runner.run(
      Runner.faulty(fault), ["--known-failures", (set.scratch / "known").path], over: set)
  }

  @Test("a listed failure does not fail the run, and the program is not called conformant for it")
  func listed() throws {
    let list = "# Ours.\n\nsmall-expired-1 the clock chip has no years; fixed in 1.3\n"
    let crashed = try KnownFailureTests.run(list, fault: "crash")
    #expect(crashed.status == 0 && crashed.end?.grade == "not-conformant" && crashed.end?.listFaults == [])
    let reason = try KnownFailureTests.run(list, fault: "wrong-reason")
    #expect(reason.status == 0 && reason.end?.grade == "conformant")
  }

  @Test("a listed case that passes fails the run")
  func passes() throws {
    let outcome = try KnownFailureTests.run("small-expired-1 old\nsmall-expired-2 older\n", fault: "crash")
    #expect(outcome.status == 30)
    #expect(outcome.end?.listFaults.count == 1)
    #expect(outcome.end?.listFaults.first?.contains("small-expired-2 is listed as a known failure, and passes") == true)
  }

  @Test("a listed case that is right by itself is named, though it passes only with its twin")
  func rightByItself() throws {
    let set = try SmallSet()
    try Data("small-expired-1 old\nsmall-valid-1 older\n".utf8).write(to: set.scratch / "known")
    let options = ["--known-failures", (set.scratch / "known").path]
    let command = Runner.faulty("crash", at: SmallSet.time(1, isExpired: false))
    let outcome = try Runner.run(command, options, over: set)
    #expect(outcome.status == 0 && outcome.end?.listFaults == [])
    #expect(outcome.end?.listedButRight == ["small-expired-1"])
    let words = try Runner.program.run(["run", "--vectors", set.path] + options + ["--"] + command)
    #expect(words.output.contains("known failures: small-expired-1 was answered rightly"))
    #expect(!words.output.contains("known failures: small-valid-1"))
  }

  @Test("a wrong acceptance is never listed away")
  func wrongAcceptance() throws {
    let outcome = try KnownFailureTests.run("small-expired-1 we like guests\n", fault: "admit")
    #expect(outcome.status == 10)
    #expect(outcome.end?.listFaults.first?.contains("a wrong acceptance cannot be") == true)
  }

  @Test("an unknown id fails the run; a line without a reason and one that comes twice are no list")
  func badLists() throws {
    let unknown = try KnownFailureTests.run("small-expired-1 a\nsmall-expired-9 b\n", fault: "crash")
    #expect(unknown.status == 30 && unknown.end?.listFaults.first?.contains("there is no such case") == true)
    let bare = try KnownFailureTests.run("small-expired-1\n", fault: "crash")
    #expect(bare.status == 1 && bare.errors.contains("line 1: small-expired-1 has no reason"))
    let twice = try KnownFailureTests.run("small-expired-1 a\nsmall-expired-1 b\n", fault: "crash")
    #expect(twice.status == 1 && twice.errors.contains("listed twice"))
  }
}
