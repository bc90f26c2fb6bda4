import ArgumentParser
import Mapae

/// What a door holds, and what it is for.
struct Door {
  let verifier: Verifier

  /// - Throws: where a state cannot be read (`ToolFailure`), or the settings do not fit the states (`ValidationError`).
  init(
    stateFolders: [String], accepting scopes: [ScopeArgument], home: String?, sizeLimit: Int, freshness: Freshness,
    allowsBare: Bool
  ) throws {
    let states = try stateFolders.map { try StateFolder(path: $0).load() }
    let domains = states.map(\.anchor.domain)
    for (index, domain) in domains.enumerated() where domains[..<index].contains(domain) {
      throw ValidationError("Two of the --state folders are of the one domain \(domain).")
    }
    let accepted = try scopes.flatMap { scope in
      try (scope.domain.map { [try Door.held($0, in: domains)] } ?? domains)
        .map { Policy.Scope($0, scope.profile) }
    }
    // A home domain need not be held: the verdict says that it is missing.
    let home = try home.map { try Digest(hex: $0) ?? Door.held($0, in: domains) }
    verifier = Verifier(
      states: states,
      policy: Policy(
        accepting: accepted, home: home, sizeLimit: sizeLimit, freshness: freshness, allowsBare: allowsBare))
  }

  private static func held(_ prefix: String, in domains: [Digest]) throws -> Digest {
    let found = domains.filter { $0.hex.hasPrefix(prefix.lowercased()) }
    guard let domain = found.first else {
      throw ValidationError("No --state folder is of a domain whose digest begins with \(prefix).")
    }
    guard found.count == 1 else { throw ValidationError("Several held domains' digests begin with \(prefix).") }
    return domain
  }

  /// The lists for which a newer one is due.
  func listsDueForRefresh(at clock: ClockReading) -> [TrustList] {
    verifier.states.compactMap(\.list).filter { clock.latest >= $0.fields.refreshAfter }
  }

  /// The code by which support finds out what a door knew (chapter Privacy, "The support code"); `nil` where the pass is
  /// accepted. Zeros stand for a list that is not held.
  func supportCode(of verdict: Verdict, pass: UnverifiedPass?) -> String? {
    guard let reason = verdict.reason else { return nil }
    let state = verifier.states.first { $0.anchor.domain.domainTag == pass?.domainTag }
    let tag = state.map { Hex.encode($0.anchor.domain.bytes.prefix(4)) } ?? "-"
    let list = state?.list?.fields
    let numbers = "\(list?.authorityNumber ?? 0)-\(list?.number ?? 0)"
    return "\(reason.rawValue)-\(tag)-\(numbers)-\(Software.version)"
  }
}
