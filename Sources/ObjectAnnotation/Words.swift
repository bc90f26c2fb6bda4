package import Mapae

extension ObjectKind {
  /// The object's name in the specification.
  package var name: String {
    switch self {
    case .pass: "pass"
    case .presentation: "presentation"
    case .authorityRecord: "authority record"
    case .trustList: "trust list"
    case .statusList: "status list"
    case .trustBundle: "trust bundle"
    case .passRequest: "pass request"
    case .statusDelta: "status delta"
    }
  }

  /// The chapter that holds its table.
  package var chapter: Chapter {
    switch self {
    case .pass: .pass
    case .authorityRecord, .trustList, .trustBundle: .trust
    case .statusList, .statusDelta: .status
    case .presentation, .passRequest: .presentation
    }
  }

  package static func words(firstByte: UInt8) -> String {
    let name = (try? ObjectKind(firstByte: firstByte))?.name ?? "not known here"
    return "version \(firstByte >> 4), kind \(firstByte & 15): \(name)"
  }
}

extension UnixTime {
  package var words: String { self == .last ? "2^40 - 1: until further notice" : text }
}

extension Profile {
  package var words: String {
    "\(rawValue): \(Registry.name(of: self) ?? (isPrivate ? "for private use" : "not in the registry"))"
  }
}

/// Seconds in words.
package enum Seconds {
  package static func words(_ seconds: UInt64) -> String {
    switch seconds {
    case 0: "0 s"
    case let seconds where seconds.isMultiple(of: 86_400): "\(seconds) s (\(seconds / 86_400) days)"
    case let seconds where seconds.isMultiple(of: 3_600): "\(seconds) s (\(seconds / 3_600) hours)"
    default: "\(seconds) s"
    }
  }
}

/// Text that comes from bytes which nobody vouches for.
package enum ReadableText {
  /// The text in quotation marks, where the text rules allow it (BASE-7): control characters and marks that turn the
  /// direction of writing would let the bytes forge what stands on a terminal.
  package static func words(_ bytes: some Sequence<UInt8>) -> String {
    guard let claim = Claim(.familyName, bytes: Array(bytes)), ClaimType.text(255).allows(claim), let text = claim.text
    else { return "no text that may be shown" }
    return "\"\(text)\""
  }
}

extension ClaimTag {
  /// The name by which records and rules call the claim.
  package func text(in profile: Profile) -> String {
    Registry.definition(of: self, in: profile)?.name ?? "0x" + Hex.encode([rawValue])
  }

  package func words(in profile: Profile) -> String {
    let name = Registry.definition(of: self, in: profile)?.name
    return (name ?? (isPrivate(in: profile) ? "for private use" : "not in the registry"))
      + (isIgnorable ? ", ignorable" : "")
  }
}

extension Claim {
  /// What the value says by its definition in the registry.
  package func words(in profile: Profile) -> String {
    guard let type = Registry.definition(of: tag, in: profile)?.type else {
      return integer.map { "as an integer \($0)" } ?? ReadableText.words(value)
    }
    guard type.allows(self) else { return "breaks its type" }
    switch type {
    case .text, .latin, .country: return ReadableText.words(value)
    case .bytes(let count): return "\(count) bytes"
    case .integer, .date: return "\(ClaimValue(self, type))"
    case .code(let table):
      guard let code = integer else { return "" }
      let entry = table.values.first { $0.code == code }
      return "\(code): " + (entry.map { "\($0.meaning), \($0.text)" } ?? "not in the table \(table.rawValue)")
    }
  }
}
