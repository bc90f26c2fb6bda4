import ArgumentParser
import Mapae

/// The claims that a door's settings name; no other is ever shown (PRIV-9).
struct ShownClaims {
  private let names: Set<String>

  init(_ names: [String]) throws {
    for name in names where !ShownClaims.registered.contains(name) {
      throw ValidationError(
        "There is no claim \(name). The registry has: \(ShownClaims.registered.sorted().joined(separator: ", ")).")
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

  /// The names of all claims of all profiles.
  private static let registered: Set<String> = Set(
    Registry.profiles.flatMap { profile in
      (UInt8.min...UInt8.max).compactMap { Registry.definition(of: ClaimTag(rawValue: $0), in: profile)?.name }
    })
}

/// A claim's value as `mapae issue` takes it: text, date, code or number.
enum ClaimValue: Encodable, CustomStringConvertible {
  case text(String)
  case number(UInt32)

  /// - Precondition: the type allows the claim.
  init(_ claim: Claim, _ type: ClaimType) {
    switch type {
    case .text, .latin, .country: self = .text(String(decoding: claim.value, as: UTF8.self))
    case .bytes: self = .text(Hex.encode(claim.value))
    case .date: self = .text(claim.date?.description ?? "")
    case .integer: self = .number(claim.integer ?? 0)
    case .code(let table):
      let code = claim.integer ?? 0
      self = table.values.first { $0.code == code }.map { .text($0.text) } ?? .number(code)
    }
  }

  var description: String {
    switch self {
    case .text(let text): text
    case .number(let number): String(number)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    }
  }
}
