import ArgumentParser
import Mapae

/// The claims that a door's settings name; no other is ever shown (PRIV-9).
struct ShownClaims {
  private let names: Set<String>

  init(_ names: [String]) throws {
    for name in names where !ClaimNames.ofAllProfiles.contains(name) {
      throw ValidationError(
        "There is no claim \(name). The registry has: \(ClaimNames.ofAllProfiles.sorted().joined(separator: ", ")).")
    }
    self.names = Set(names)
  }

  /// Those of an accepted pass, by name; `nil` where none was asked for.
  func of(_ pass: VerifiedPass) -> [String: ClaimValue]? {
    guard !names.isEmpty else { return nil }
    var shown: [String: ClaimValue] = [:]
    for claim in pass.claims {
      guard let definition = Registry.definition(of: claim.tag, in: pass.fields.profile),
        names.contains(definition.name)
      else { continue }
      shown[definition.name] = ClaimValue(claim, definition.type)
    }
    return shown
  }
}
