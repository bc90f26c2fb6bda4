import Foundation
import Testing

/// One machine of a ceremony: a folder that shares nothing with the others but what is carried on a stick.
private struct Machine {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @discardableResult
  func run(_ arguments: String...) throws -> String {
    let result = try Tool.run(arguments, in: scratch.folder)
    try #require(result.status == 0, "mapae \(arguments.joined(separator: " ")): \(result.errors)")
    return result.output
  }

  /// Copies a file here from another machine.
  func carry(_ name: String, from other: Machine) throws {
    try FileManager.default.copyItem(at: other.scratch / name, to: scratch / name)
  }

  func newKey() throws -> String { try run("key", "new", "own.key").trimmed }
}

@Suite("A ceremony on machines without a network")
struct CeremonyTests {
  @Test("three roots, two list keys and a door, with nothing but public files carried between them")
  func ceremony() throws {
    let roots = try (0..<3).map { _ in try Machine() }
    let listers = try (0..<2).map { _ in try Machine() }
    let (desk, issuer, door) = (try Machine(), try Machine(), try Machine())
    let rootKeys = try roots.map { try $0.newKey() }
    let listKeys = try listers.map { try $0.newKey() }
    let issuerKey = try issuer.newKey()

    try desk.run(
      "authority", "new", "--root", rootKeys[0], "--root", rootKeys[1], "--root", rootKeys[2], "--root-threshold", "2",
      "--list-key", listKeys[0], "--list-key", listKeys[1], "--list-threshold", "2", "--at", SourceFile.day(0),
      "--lists-until", SourceFile.day(400), "--out", "record-1.draft")
    for (index, root) in [(1, roots[1]), (2, roots[2])] {
      try root.carry("record-1.draft", from: desk)
      try root.run("authority", "sign", "record-1.draft", "--key", "own.key", "--out", "root-\(index).sig")
      try desk.carry("root-\(index).sig", from: root)
    }
    let sealed = try desk.run(
      "authority", "seal", "record-1.draft", "--signature", "root-2.sig", "--signature", "root-1.sig", "--out",
      "record-1.mapae")
    let anchor = String(try #require(sealed.firstMatch(of: /anchor +([0-9a-f]{64})\n/)).1)

    let source = SourceFile(issuers: [.init(keys: [.init(issuerKey, from: 0, until: 31)])])
    try source.write(to: desk.scratch / "source.json")
    try desk.run(
      "trust", "draft", "source.json", "--record", "record-1.mapae", "--archive", "archive", "--at", SourceFile.day(0),
      "--out", "list.draft")
    for (index, lister) in listers.enumerated() {
      try lister.carry("list.draft", from: desk)
      try lister.run("authority", "sign", "list.draft", "--key", "own.key", "--out", "list-\(index).sig")
      try desk.carry("list-\(index).sig", from: lister)
    }
    try desk.run(
      "trust", "seal", "list.draft", "--signature", "list-0.sig", "--signature", "list-1.sig", "--record",
      "record-1.mapae", "--archive", "archive", "--out", "bundle.mapae")
    try desk.run("trust", "check", "bundle.mapae", "--anchor", anchor)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: desk.scratch.folder.path).allSatisfy { !$0.hasSuffix(".key") }
    )

    try door.carry("bundle.mapae", from: desk)
    #expect(
      try door.run("trust", "load", "bundle.mapae", "--state", "door", "--anchor", anchor)
        .contains("took 1 authority record and the trust list"))
    let shown = try door.run("trust", "show", "--state", "door")
    for key in rootKeys + listKeys + [issuerKey] { #expect(shown.contains(key)) }
    #expect(shown.contains("2 of 3 sign") && shown.contains("2 of 2 sign"))
  }
}
