import Foundation
import Mapae
import ToolSupport

/// Finds out whether a report is what its answers and files say.
struct ReportCheck {
  let report: RunReport
  /// What is not as it should be, for people.
  private(set) var faults: [String] = []

  private let set: VectorSet

  /// The most bytes of a report.
  static let greatestSize = 1 << 28

  /// - Throws: where the file is no report.
  init(_ bytes: [UInt8], _ set: VectorSet, named path: String) throws {
    self.set = set
    do { report = try JSONDecoder().decode(RunReport.self, from: Data(bytes)) } catch let error as DecodingError {
      throw ToolFailure("\(path) is no report: \(error.words)", remedy: "Give the report.json of a run.")
    }
    // What the reader passes over, such as another field or another spelling, must not be there either.
    if report.bytes != bytes { faults.append("the file is not as a runner writes it") }
    if report.format != RunReport.format { faults.append("it is of another format than \(RunReport.format)") }
    if report.version != Software.version {
      faults.append("it is by version \(report.version) of the runner, and this is \(Software.version)")
    }
    if !report.isWhole { faults.append("its own hash is another one: it was changed") }
  }

  /// Compares what the report says of vectors and program with those that are here.
  mutating func compareFiles(_ command: [String]) throws {
    let vectors = RunReport.Vectors(version: set.version, sha256: set.digest.hex, cases: set.cases.count)
    if report.vectors != vectors {
      faults.append("its vectors are \(report.vectors.version), \(report.vectors.sha256); those here \(set.digest)")
    }
    let here = try RunReport.Program(command, report.program.hello)
    if Set(here.files) != Set(report.program.files) {
      faults.append("the files of the program are not those of the report")
    }
  }

  /// Judges the answers anew: all results and totals must come out as they stand there.
  mutating func recompute() {
    let cases = report.selection.cases(of: set)
    if report.results.map(\.id) != cases.map(\.id) { faults.append("its cases are not those of its selection") }
    let results = Dictionary(report.results.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let plan = Plan(cases, for: report.program.hello)
    let scripts = Dictionary(plan.asked.map { ($0.case.id, $0.script) }, uniquingKeysWith: { first, _ in first })
    let standing = Standing(
      plan.results { one in
        guard let result = results[one.id], let script = scripts[one.id] else { return nil }
        return CaseResult(
          one.id, script, answers: result.answers, fault: result.fault, complaints: result.complaints)
      }, of: set)
    let anew = RunReport(
      standing, faults: report.faults, set, report.program, report.selection, KnownFailures(report.knownFailures),
      timeout: report.timeout, date: report.date)
    faults += anew.disagreements(with: report)
  }

  /// Asks the program so many of the cases again, drawn at random.
  mutating func askAgain(_ command: [String], _ count: Int, seed: UInt64) throws {
    var order = SeededOrder(seed: seed)
    let asked = Set(report.results.filter { $0.status != .notCovered && !$0.isGivenUp }.map(\.id))
    let sample = set.cases.filter { asked.contains($0.id) }.shuffled(using: &order).prefix(count)
    var conversation = try Conversation(command, timeout: .seconds(max(1, min(report.timeout, 86_400))))
    if conversation.hello != report.program.hello { faults.append("the program says another hello") }
    try conversation.run(sample.map { Script($0.steps) }) { _ in }
    if report.faults.isEmpty, let fault = conversation.faults.first { faults.append("the program fails now: \(fault)") }
    let results = Dictionary(report.results.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for (one, heard) in zip(sample, conversation.heard) {
      guard let result = results[one.id], !heard.isGivenUp else { continue }
      if result.answers != heard.texts || (result.fault == nil) != (heard.fault == nil) {
        faults.append("\(one.id): the program answers otherwise now")
      }
    }
  }

  /// Checks a signature over the file's bytes, of Ed25519 and nothing before them.
  mutating func checkSignature(_ signature: [UInt8], by key: PublicKey, over bytes: [UInt8]) {
    guard key.isVetted else { return faults.append("the key is no Ed25519 key of prime order") }
    if !key.isSigner(of: bytes, by: signature) { faults.append("the signature is not by this key over this file") }
  }
}

extension RunReport {
  /// What another report of the same answers says otherwise.
  fileprivate func disagreements(with other: RunReport) -> [String] {
    var faults: [String] = []
    let different = zip(results, other.results).first { $0 != $1 }
    if results != other.results {
      faults.append("its results do not follow from its answers" + (different.map { ", first at \($0.0.id)" } ?? ""))
    }
    if passed != other.passed { faults.append("its passed cases do not follow from its answers") }
    if coverage != other.coverage { faults.append("its coverage does not follow from its answers") }
    if counts != other.counts { faults.append("its counts do not follow from its answers") }
    if grade != other.grade { faults.append("its grade does not follow from its answers") }
    if listFaults != other.listFaults { faults.append("what it says of known failures does not follow") }
    return faults
  }
}
