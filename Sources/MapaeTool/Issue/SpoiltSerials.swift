import Mapae

/// Serials that were revoked, or that a status list calls ended, before any pass had them: by a mistake, or on another of
/// the issuer's machines. A pass with one would be turned away at every door (STATUS-9).
struct SpoiltSerials {
  /// The issuer's newest status list that the folder's trust state holds.
  let list: StatusList?
  /// What was revoked in the folder, signed or not yet.
  let revocations: RevocationFile.Content

  func contains(_ serial: UInt32) -> Bool {
    let firstLive = max(revocations.firstLive, list?.firstLive ?? 0)
    return serial < firstLive || revocations.revoked.contains(serial) || list?.revoked.contains(serial) ?? false
  }

  /// What is said where a whole block is spoilt.
  static func failure(_ block: [UInt32], _ folder: IssuerFolder) -> ToolFailure {
    ToolFailure(
      "the serials \(block.min() ?? 0) to \(block.max() ?? 0) are revoked or ended already (STATUS-9)",
      remedy: "Try again, or go on far above them: mapae issuer resume \(folder.path) --above SERIAL")
  }
}
