/// What version 1 knows of profiles, claims and coded values; made from `spec/registry`.
public enum Registry {
  /// What a tag means in a profile; `nil` where the registry does not list it.
  public static func definition(of tag: ClaimTag, in profile: Profile) -> ClaimDefinition? {
    tag.isCommon ? commonDefinition(tag) : profileDefinition(tag, profile)
  }

  /// Whether the registry lists the profile, or leaves its meaning to the domain.
  public static func understands(_ profile: Profile) -> Bool { profile.isPrivate || name(of: profile) != nil }
}

/// What the registry says of a claim.
public struct ClaimDefinition: Hashable, Sendable {
  public let name: String
  public let type: ClaimType
  /// The claim that may not stand beside it: a coded value and its text escape (CLAIM-7).
  public let excludes: ClaimTag?

  init(_ name: String, _ type: ClaimType, excludes: ClaimTag?) {
    self.name = name
    self.type = type
    self.excludes = excludes
  }
}

/// The type of a claim's value (chapter Pass, "Types"). Numbers are the most bytes, or the exact count for `bytes`.
public enum ClaimType: Hashable, Sendable {
  case text(Int)
  case latin(Int)
  case bytes(Int)
  case integer
  case date
  case country
  case code(CodeTable)

  /// Whether a value is of this type (CLAIM-6). A coded value is, whether the table has it or not (CLAIM-9).
  public func allows(_ claim: Claim) -> Bool {
    switch self {
    case .text(let limit): TextRules.allow(claim.value.span, limit: limit)
    case .latin(let limit): TextRules.allowLatin(claim.value.span, limit: limit)
    case .bytes(let count): claim.value.count == count
    case .date: claim.date != nil
    case .country: TextRules.allowCountry(claim.value.span)
    case .integer, .code: true
    }
  }
}

/// An entry of a table of coded values.
public struct CodedValue: Hashable, Sendable {
  public let code: UInt32
  /// The identifier that the code stands for.
  public let text: String
  /// For people.
  public let meaning: String
}
