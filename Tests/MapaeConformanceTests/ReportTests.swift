import Foundation
import Mapae
import TestSupport
import Testing

@testable import MapaeConformance

@Suite("Reports")
struct ReportTests {
  /// A report on a faulty program, in a folder beside its vectors.
  private struct Sample {
    let vectors: SmallSet
    let command: [String]
    var folder: URL { vectors.scratch / "report" }
    private(set) var file: URL

    init(_ fault: String = "wrong-reason", _ options: [String] = []) throws {
      vectors = try SmallSet()
      command = Runner.faulty(fault)
      file = vectors.scratch / "report/report.json"
      let result = try Runner.program.run(
        ["run", "--vectors", vectors.path, "--report", folder.path] + options + ["--"] + command)
      #expect(result.errors.isEmpty)
    }

    /// The same with a file of its own.
    func copy() throws -> Sample {
      var copy = self
      copy.file = vectors.scratch / UUID().uuidString
      try FileManager.default.copyItem(at: file, to: copy.file)
      return copy
    }

    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
    }

    func check(_ command: [String]? = nil, _ options: [String] = []) throws -> BuiltProgram.Result {
      try Runner.program.run(
        ["check-report", file.path, "--vectors", vectors.path] + options + ["--"] + (command ?? self.command))
    }

    /// Changes the file; where it is mended, as a forger would who knows how its hash is made.
    func edit(isMended: Bool, _ change: (inout [String: Any]) -> Void) throws {
      var object = try #require(
        try JSONSerialization.jsonObject(with: try Data(contentsOf: file)) as? [String: Any])
      change(&object)
      var report = try JSONDecoder().decode(RunReport.self, from: JSONSerialization.data(withJSONObject: object))
      if isMended { report.seal() }
      try Data(report.bytes).write(to: file)
    }
  }

  @Test("a true report is found to be true, of a right program and of a wrong one")
  func isTrue() throws {
    for fault in ["none", "wrong-reason", "crash", "error", "bad-exit"] {
      let result = try Sample(fault).check()
      #expect(result.status == 0, "\(fault): \(result.output)\(result.errors)")
    }
    let givenUp = try Sample("crash", ["--give-up", "1"]).check()
    #expect(givenUp.status == 0, "\(givenUp.output)\(givenUp.errors)")
    let known = try Sample("wrong-reason", ["--shuffle", "3", "--filter", "small-*-1"])
    #expect(try known.check().status == 0)
  }

  private struct Edit: Sendable {
    let name: String
    let words: String
    let change: @Sendable (inout [String: Any]) -> Void

    init(_ name: String, _ words: String, _ change: @escaping @Sendable (inout [String: Any]) -> Void) {
      (self.name, self.words, self.change) = (name, words, change)
    }

    /// In the object at a key.
    static func inside(_ key: String, _ change: @escaping @Sendable (inout [String: Any]) -> Void)
      -> @Sendable (
        inout [String: Any]
      ) -> Void
    {
      { object in
        var inner = object[key] as? [String: Any] ?? [:]
        change(&inner)
        object[key] = inner
      }
    }

    /// In the result of the case that failed.
    static func failing(_ change: @escaping @Sendable (inout [String: Any]) -> Void)
      -> @Sendable (inout [String: Any])
      -> Void
    {
      { object in
        var results = object["results"] as? [[String: Any]] ?? []
        for index in results.indices where results[index]["id"] as? String == SmallSet.ids(1).expired {
          change(&results[index])
        }
        object["results"] = results
      }
    }
  }

  private static let edits = [
    Edit("grade", "its grade") { $0["grade"] = "exact" },
    Edit("count", "its counts", Edit.inside("counts") { $0["exact"] = 8 }),
    Edit("passed", "its passed cases") { $0["passed"] = [] as [String] },
    Edit("coverage", "its coverage") { $0["coverage"] = [] as [String] },
    Edit("status", "its results", Edit.failing { $0["status"] = "exact" }),
    Edit("difference", "its results", Edit.failing { $0["differences"] = [] as [String] }),
    Edit("answer", "its results", Edit.failing { $0["answers"] = ["dropped"] }),
    Edit("invented error", "its results", Edit.failing { $0["error"] = "it rained" }),
    Edit("not asked", "its results", Edit.failing { $0["notCovered"] = "it needs wings" }),
    Edit("case left out", "its cases are not those") { object in
      object["results"] = (object["results"] as? [[String: Any]])?.filter { $0["status"] as? String != "inexact" }
    },
    Edit("other order", "its cases are not those") { object in
      object["results"] = Array((object["results"] as? [Any] ?? []).reversed())
    },
    Edit("known failure", "its counts") {
      $0["knownFailures"] = [["id": SmallSet.ids(1).expired, "reason": "we knew"]]
    },
    Edit("known failure that passes", "known failures does not follow") {
      $0["knownFailures"] = [["id": SmallSet.ids(2).expired, "reason": "we knew"]]
    },
    Edit("filter", "its cases are not those", Edit.inside("selection") { $0["filters"] = ["small-*-2"] }),
    Edit("shuffle", "its cases are not those", Edit.inside("selection") { $0["shuffle"] = 9 }),
    Edit("fault beside the cases", "its grade") { $0["faults"] = ["when its input ended: it sang"] },
    Edit("vectors' hash", "its vectors", Edit.inside("vectors") { $0["sha256"] = String(repeating: "0", count: 64) }),
    Edit("vectors' version", "its vectors", Edit.inside("vectors") { $0["version"] = "0.0.2" }),
    Edit("program's hash", "the files of the program", Edit.inside("program") { $0["files"] = [] as [String] }),
    Edit(
      "program's name", "another hello",
      Edit.inside("program", Edit.inside("hello") { $0["name"] = "someone-else" })),
    Edit(
      "program's version", "another hello", Edit.inside("program", Edit.inside("hello") { $0["version"] = "9" })),
    Edit(
      "capability", "another hello",
      Edit.inside("program", Edit.inside("hello") { $0["capabilities"] = ["core", "text"] })),
    Edit("runner's version", "and this is") { $0["version"] = "0.9" },
    Edit("format", "another format") { $0["format"] = "mapae-conformance-report/2" },
  ]

  @Test("an edited report is found out, also by one who mends its hash")
  func edited() throws {
    let sample = try Sample()
    for edit in ReportTests.edits {
      let plain = try sample.copy()
      try plain.edit(isMended: false, edit.change)
      let found = try plain.check(nil, ["--sample", "1"])
      #expect(found.status == 10 && found.output.contains("its own hash is another one"), "\(edit.name)")
      let mended = try sample.copy()
      try mended.edit(isMended: true, edit.change)
      let result = try mended.check(nil, ["--sample", "1"])
      #expect(result.status == 10 && result.output.contains(edit.words), "\(edit.name): \(result.output)")
      #expect(!result.output.contains("its own hash"), "\(edit.name)")
    }
  }

  @Test("an answer that was made right with all that follows from it is found by asking again")
  func whitewashed() throws {
    let sample = try Sample()
    let clean = try Sample("none")
    let data = try Data(contentsOf: clean.file)
    let files = try JSONSerialization.jsonObject(with: Data(contentsOf: sample.file)) as? [String: Any]
    try data.write(to: sample.file)
    try sample.edit(isMended: true) { $0["program"] = files?["program"] }
    let result = try sample.check()
    #expect(result.status == 10)
    #expect(result.output.contains("\(SmallSet.ids(1).expired): the program answers otherwise now"))
  }

  @Test("a file that says the same otherwise, or more, is no report of a runner")
  func otherBytes() throws {
    let sample = try Sample()
    let text = try sample.text("report.json")
    for changed in [text + "\n", text.replacing("\"grade\"", with: "\"note\": 1,\n  \"grade\"", maxReplacements: 1)] {
      try Data(changed.utf8).write(to: sample.file)
      let result = try sample.check()
      #expect(result.status == 10 && result.output.contains("not as a runner writes it"))
    }
    try Data("{}".utf8).write(to: sample.file)
    #expect(try sample.check().status == 1)
  }

  @Test("another program or other vectors than the report's are found out")
  func others() throws {
    let sample = try Sample()
    let other = try sample.check(Runner.reference)
    #expect(other.status == 10 && other.output.contains("the files of the program"))
    let set = try SmallSet { $0["about"] = "Other words." }
    let result = try Runner.program.run(
      ["check-report", sample.file.path, "--vectors", set.path, "--"] + sample.command)
    #expect(result.status == 10 && result.output.contains("its vectors are"))
  }

  @Test("a signature counts by its key and over the whole file")
  func signature() throws {
    let sample = try Sample()
    let (vendor, stranger) = (TestKey(1), TestKey(2))
    func sign(_ key: TestKey, asText: Bool) throws -> [String] {
      let signature = key.sign(Array(try Data(contentsOf: sample.file)))
      let file = sample.vectors.scratch / "signature"
      try Data(asText ? Array((Hex.encode(signature) + "\n").utf8) : signature).write(to: file)
      return ["--signature", file.path, "--key", vendor.publicKey.hex]
    }
    #expect(try sample.check(nil, sign(vendor, asText: false)).status == 0)
    #expect(try sample.check(nil, sign(vendor, asText: true)).status == 0)
    let forged = try sample.check(nil, sign(stranger, asText: true))
    #expect(forged.status == 10 && forged.output.contains("the signature is not by this key"))
    let options = try sign(vendor, asText: true)
    try sample.edit(isMended: true) { $0["date"] = "2026-01-01T00:00:00Z" }
    #expect(try sample.check().status == 0)
    #expect(try sample.check(nil, options).status == 10)
  }

  @Test("JUnit's file counts each case once, and the page holds each of them, escaped and without a script")
  func forms() throws {
    let sample = try Sample("crash")
    let junit = try sample.text("junit.xml")
    #expect(
      junit.contains("<testsuites name=\"mapae-conformance\" tests=\"8\" failures=\"1\" errors=\"1\" skipped=\"0\">"))
    #expect(junit.components(separatedBy: "<testcase").count - 1 == 8)
    #expect(junit.contains("<error message=\"the program was ended by signal 11 (Segmentation fault)\"/>"))
    let parsed = try Runner.program.shell(
      "python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' \"$2\"",
      [sample.folder.appendingPathComponent("junit.xml").path])
    #expect(parsed.status == 0, "\(parsed.errors)")
    let page = try sample.text("report.html")
    for pair in 0..<SmallSet.pairs { #expect(page.contains(SmallSet.ids(pair).expired)) }
    #expect(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"))
    #expect(page.contains("not conformant"))
    #expect(Markup.escape("<a b=\"c\">&'\u{1}") == "&lt;a b=&quot;c&quot;&gt;&amp;&#39;\u{fffd}")
  }
}
