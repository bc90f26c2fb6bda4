import ArgumentParser
import Mapae

/// What `--accept` names: a profile of one held domain, or of all.
struct ScopeArgument {
  /// The first digits of the domain's digest.
  let domain: String?
  let profile: Profile

  init(_ argument: String) throws {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard let name = parts.last, parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError("Write PROFILE or DOMAIN:PROFILE.")
    }
    guard let profile = Profile(text: String(name)) else {
      let names = Registry.profiles.map(\.description).joined(separator: ", ")
      throw ValidationError("There is no profile \(name); there are \(names), and 61440 to 65535 for private use.")
    }
    self.profile = profile
    domain = parts.count == 2 ? String(parts[0]) : nil
  }
}
