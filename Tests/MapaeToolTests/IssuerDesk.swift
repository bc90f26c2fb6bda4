import Foundation
import Mapae
import TestSupport

/// A domain, a key file and an issuer's folder on disk, as `mapae issuer new` makes it.
final class IssuerDesk: Sendable {
  let scratch: Scratch
  let domain: TestDomain
  let publicKey: PublicKey

  var folder: String { (scratch / "desk").path }
  var witness: String { (scratch / "desk.witness").path }
  var key: String { (scratch / "issuer.key").path }
  var anchor: String { "\(domain.anchor)" }

  /// - Parameters:
  ///   - list: changes the trust list that stands in the folder.
  ///   - new: more arguments for `issuer new`.
  init(new: [String] = [], list: @Sendable (inout TrustListFields) -> Void = { _ in }) throws {
    let scratch = try Scratch()
    self.scratch = scratch
    domain = TestDomain(seed: 7, listsUntil: .last)
    let made = try Tool.run(["key", "new", (scratch / "issuer.key").path])
    publicKey = PublicKey(Hex.decode(made.output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? [])!
    try writeBundle("bundle.mapae", list)
    let result = try Tool.run(
      ["issuer", "new", folder, "--bundle", (scratch / "bundle.mapae").path, "--anchor", anchor] + new)
    guard result.status == 0 else { throw Failure(result.errors) }
  }

  struct Failure: Error {
    let text: String
    init(_ text: String) { self.text = text }
  }

  /// Writes a bundle whose list was issued yesterday and names this desk's key as number 7 of issuer 1, for every
  /// profile, for ever.
  func writeBundle(_ name: String, _ change: (inout TrustListFields) -> Void = { _ in }) throws {
    let now = UnixTime(Int64(Date().timeIntervalSince1970))
    let list = try domain.list { fields in
      fields.issuedAt = now + -TestDomain.day
      fields.refreshAfter = now + TestDomain.day
      fields.expiresAt = now + 30 * TestDomain.day
      fields.issuers[0].profiles = [.access, .vaccination, .test, .ticket, Profile(rawValue: 0xf001)]
      fields.issuers[0].keys = [.init(number: 7, publicKey: publicKey, acceptUntil: .last)]
      change(&fields)
    }
    try Data(TrustBundle.encode([domain.record.bytes, list.bytes])).write(to: scratch / name)
  }

  /// `mapae issue` with this desk's folder and key.
  func arguments(_ more: [String] = []) -> [String] { ["issue", "--issuer", folder, "--key", key] + more }

  func issue(_ input: String, _ more: [String] = ["--profile", "access", "--lifetime", "1d"]) throws -> Tool.Result {
    try Tool.run(arguments(more), input: Data(input.utf8))
  }

  /// Issues that many passes and returns their serials.
  func serials(_ count: Int) throws -> [UInt32] {
    let result = try issue(String(repeating: "{}\n", count: count))
    guard result.status == 0 else { throw Failure(result.errors) }
    return try IssuerDesk.passes(result.output).map(\.serial)
  }

  /// What `issuer show` says.
  struct Answer: Decodable {
    let spent: Int
    let next: Int
  }

  func show() throws -> Answer {
    let result = try Tool.run(["issuer", "show", folder, "--json"])
    guard result.status == 0 else { throw Failure(result.errors) }
    return try JSONDecoder().decode(Answer.self, from: Data(result.output.utf8))
  }

  func copy(_ path: String, to name: String) throws {
    try FileManager.default.copyItem(atPath: path, toPath: (scratch / name).path)
  }

  func replace(_ path: String, by name: String) throws {
    try FileManager.default.removeItem(atPath: path)
    try copy((scratch / name).path, to: URL(fileURLWithPath: path).lastPathComponent)
  }

  /// The passes of an output of `issue`.
  static func passes(_ output: String) throws -> [UnverifiedPass] {
    try output.split(separator: "\n").map { try UnverifiedPass(decoding: MapaeText.decode(String($0))) }
  }
}
