import Foundation
import Mapae
import TestSupport

/// A few vectors of the test domain in a folder: pairs of one pass at a time when it is valid, and when it has expired.
/// No two cases name the same time, so that a faulty program can choose one.
struct SmallSet {
  let scratch: Scratch
  var path: String { scratch.folder.path }

  static let pairs = 4

  /// The id of the accepting case of a pair, and of the other one.
  static func ids(_ pair: Int) -> (valid: String, expired: String) { ("small-valid-\(pair)", "small-expired-\(pair)") }

  /// The time that a case names.
  static func time(_ pair: Int, isExpired: Bool) -> Int64 {
    TestDomain.now.seconds + Int64(pair) + (isExpired ? 150 * TestDomain.day : 0)
  }

  /// - Parameter change: what is to be changed in the objects of the vector file.
  init(_ change: (inout [String: Any]) throws -> Void = { _ in }) throws {
    scratch = try Scratch()
    let domain = TestDomain()
    let bundle = try domain.state().bytes ?? []
    let pass = Hex.encode(try domain.pass())
    var cases: [[String: Any]] = []
    for pair in 0..<SmallSet.pairs {
      for isExpired in [false, true] {
        cases.append(SmallSet.one(pair, isExpired: isExpired, domain, pass, Digest(sha256Of: bundle.span)))
      }
    }
    var file: [String: Any] = [
      "format": "mapae-vectors/1", "group": "small", "about": "A pass by day and when it has expired.",
      "objects": ["testland": Hex.encode(bundle)], "cases": cases,
    ]
    try change(&file)
    try write([
      "small.json": try JSONSerialization.data(withJSONObject: file, options: .sortedKeys),
      "flags.json": Data(#"{"flags":{"never-expires":{"bug":"Nothing expires.","gain":"An old pass counts."}}}"#.utf8),
    ])
  }

  private func write(_ files: [String: Data]) throws {
    var lines = ""
    var entries: [[String: Any]] = []
    for (name, data) in files.sorted(by: { $0.key < $1.key }) {
      try data.write(to: scratch / name)
      let bytes = Array(data)
      let digest = Digest(sha256Of: bytes.span).hex
      lines += "\(name) \(digest)\n"
      entries.append(["name": name, "sha256": digest, "cases": name == "flags.json" ? 0 : SmallSet.pairs * 2])
    }
    let all = Array(lines.utf8)
    let manifest: [String: Any] = [
      "format": "mapae-vectors/1", "version": "0.0.1", "sha256": Digest(sha256Of: all.span).hex,
      "cases": SmallSet.pairs * 2, "files": entries,
    ]
    try JSONSerialization.data(withJSONObject: manifest, options: .sortedKeys).write(to: scratch / "manifest.json")
  }

  private static func one(
    _ pair: Int, isExpired: Bool, _ domain: TestDomain, _ pass: String, _ held: Digest
  ) -> [String: Any] {
    let time = time(pair, isExpired: isExpired)
    let verdict: [String: Any] = [
      "outcome": isExpired ? "rejected" : "accepted", "reason": isExpired ? "expired" as Any : NSNull(),
      "authentic": true, "advisories": ["refresh-due"],
      "instant": isExpired ? (TestDomain.start + 109 * TestDomain.day).seconds as Any : NSNull(),
    ]
    let policy: [String: Any] = [
      "scopes": [["domain": domain.digest.hex, "profile": 1, "tags": [] as [Int]]], "home": NSNull(), "size": NSNull(),
      "age": NSNull(), "challenge": NSNull(), "bare": false,
    ]
    let loaded: [String: Any] = ["result": "loaded", "digest": held.hex, "lists": [] as [Int]]
    let steps: [[String: Any]] = [
      ["state": "held", "open": domain.digest.hex],
      ["state": "held", "load": "held", "bytes": ["object": "testland"], "expect": loaded],
      ["verify": ["held"], "policy": policy, "clock": [time, time], "bytes": pass, "expect": verdict],
    ]
    let ids = ids(pair)
    var one: [String: Any] = [
      "id": isExpired ? ids.expired : ids.valid, "comment": "A pass.", "requirements": ["VERIFY-1"],
      "flags": isExpired ? ["never-expires"] : [], "needs": [] as [String], "steps": steps,
    ]
    if isExpired { one["twin"] = ids.valid }
    return one
  }
}
