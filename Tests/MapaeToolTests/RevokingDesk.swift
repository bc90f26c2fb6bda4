import Foundation
import Mapae
import TestSupport
import Testing

/// An issuer's desk whose trust list has a status key, number 8.
struct RevokingDesk {
  let desk: IssuerDesk
  let statusKey: String

  init(_ change: @Sendable (inout TrustListFields) -> Void = { _ in }) throws {
    let scratch = try Scratch()
    let path = (scratch / "status.key").path
    let made = try Tool.run(["key", "new", path])
    let publicKey = PublicKey(Hex.decode(made.output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? [])!
    desk = try IssuerDesk {
      $0.nextKeyNumber = 9
      $0.issuers[0].keys.append(
        .init(number: 8, publicKey: publicKey, usage: .statusLists, acceptUntil: .last))
      change(&$0)
    }
    statusKey = (desk.scratch / "status.key").path
    try FileManager.default.copyItem(atPath: path, toPath: statusKey)
  }

  func revoke(_ serials: String...) throws -> Tool.Result {
    try Tool.run(["revoke", "--issuer", desk.folder, "--json"] + serials)
  }

  func sign(_ name: String, _ more: String...) throws -> Tool.Result { try sign(name, more) }

  func sign(_ name: String, _ more: [String]) throws -> Tool.Result {
    let out = (desk.scratch / name).path
    return try Tool.run(
      ["status", "sign", "--issuer", desk.folder, "--key", statusKey, "--lifetime", "7d", "--out", out, "--json"] + more
    )
  }

  func list(_ name: String) throws -> StatusList {
    let bundle = try TrustBundle(decoding: [UInt8](Data(contentsOf: desk.scratch / name)))
    return try StatusList(decoding: #require(bundle.statusParts.first))
  }
}
