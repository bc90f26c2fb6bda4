import Foundation
import TestSupport
import Testing

@Suite("How a program starts")
struct StartTests {
  @Test("a program that is not there or cannot be run is said to be so")
  func notThere() throws {
    let set = try SmallSet()
    for command in [["/nowhere/verifier"], ["no-such-verifier-anywhere"], [set.path], [set.path + "/small.json"]] {
      let outcome = try Runner.run(command, over: set)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("\(command[0]) does not start"))
    }
  }

  @Test(
    "a wrong hello ends the run",
    arguments: [
      "0 hello 2 name 1 core 1 16384 4", "0 hello 1 name 1 text 1 16384 4", "0 hello 1 name 1 core 0 16384 4",
      "0 hello 1 name 1 core 1025 16384 4", "0 hello 1 name 1 core 1 16383 4", "0 hello 1 name 1 core 1 268435457 4",
      "0 hello 1 name 1 core 1 16384 3", "0 hello 1 näme 1 core 1 16384 4", "0 hello 1 name 1 core,core 1 16384 4",
      "0 hello 1 name 1 core,wings 1 16384 4", "0 hello 1 name 1 core 1 16384", "0 hello 1 name 1 core 01 16384 4",
      "1 hello 1 name 1 core 1 16384 4", "0 error not today", "0 dropped", "hello", "",
      "0 hello 1 \(String(repeating: "n", count: 65)) 1 core 1 16384 4", "0 hello 1 name 1 core 1 16384 4 more",
    ])
  func wrongHello(line: String) throws {
    let outcome = try Runner.run(Runner.script("hello.py", [line]), over: try SmallSet())
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("no right answer to hello"), "\(outcome.errors)")
  }

  @Test("a program that ends or is silent at hello ends the run")
  func noHello() throws {
    let set = try SmallSet()
    #expect(try Runner.run(["true"], over: set).errors.contains("ended with exit code 0"))
    #expect(try Runner.run(["sleep", "60"], ["--timeout", "1"], over: set).errors.contains("no answer within 10 s"))
  }

  @Test("a program that does not start again is given up, and the cases behind it are errors")
  func noRestart() throws {
    let set = try SmallSet()
    let outcome = try Runner.run(Runner.script("moody.py", [set.path + "/started"]), over: set)
    #expect(outcome.status == 10)
    #expect(outcome.cases.allSatisfy { $0.status == "error" } && outcome.cases.count == SmallSet.pairs * 2)
    #expect(outcome.cases.last?.error == "the program no longer starts")
    #expect(outcome.end?.faults.count == 3)
  }

  @Test("a program that is another one when it starts again is given up")
  func otherHello() throws {
    let set = try SmallSet()
    let outcome = try Runner.run(
      Runner.script("moody.py", [set.path + "/started", "0 hello 1 moody 2 core 1 16384 4"]), over: set)
    #expect(outcome.status == 10)
    #expect(outcome.end?.faults.first?.contains("another hello than at its first start") == true)
  }
}
