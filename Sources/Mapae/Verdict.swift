/// What a verifier says of a pass. There is no yes or no: handle all three.
public enum Verdict: Sendable {
  /// Everything is proven good.
  case accepted(Acceptance)
  /// It cannot be told; the finding says why and who can mend it. This is no admission, and no refusal.
  case undecided(Finding)
  /// Something is proven bad.
  case rejected(Finding)
}

/// An accepted pass.
public struct Acceptance: Sendable {
  public let pass: VerifiedPass
  public let advisories: Advisories
}

/// Why a pass is undecided or rejected.
public struct Finding: Sendable {
  public let reason: Reason
  public let authenticity: Authenticity
  /// The instant that decides, where the reason is one of time: of expiry, of opening, of issue. Show it beside the clock
  /// reading (VERIFY-28).
  public let edge: UnixTime?
  /// Where the bytes or text are broken, for `malformed`.
  public let format: FormatError?
  /// None where the pass is not authentic.
  public let advisories: Advisories
}

/// Whether a pass was signed by a key that its domain trusts for it (VERIFY-23).
public enum Authenticity: Sendable {
  /// It was; what it says is its issuer's word.
  case authentic(VerifiedPass)
  /// It was not, or that is not known: what it says is anybody's word.
  case unproven
}

/// A pass that a trusted key signed. Only a judgement makes one.
public struct VerifiedPass: Sendable {
  /// The header's fields, and the bytes.
  public let fields: UnverifiedPass
  /// The digest of the pass's domain.
  public let domain: Digest
  /// The issuer's number in the trust list.
  public let issuer: UInt16
  /// The issuer's name in the trust list.
  public let issuerName: String

  /// What the issuer states.
  public var claims: Claims { fields.unverifiedClaims }
}

extension Verdict {
  /// The reason, unless the pass is accepted.
  public var reason: Reason? {
    switch self {
    case .accepted: nil
    case .undecided(let finding), .rejected(let finding): finding.reason
    }
  }

  /// Whether the pass was signed by a key that its domain trusts for it.
  public var authenticity: Authenticity {
    switch self {
    case .accepted(let acceptance): .authentic(acceptance.pass)
    case .undecided(let finding), .rejected(let finding): finding.authenticity
    }
  }

  public var advisories: Advisories {
    switch self {
    case .accepted(let acceptance): acceptance.advisories
    case .undecided(let finding), .rejected(let finding): finding.advisories
    }
  }

  /// `accepted`, `undecided` or `rejected`.
  public var outcome: String {
    switch self {
    case .accepted: "accepted"
    case .undecided: "undecided"
    case .rejected: "rejected"
    }
  }
}

/// Who can mend what stands in the way.
public enum Mender: String, Hashable, Sendable {
  case holder
  case door
  case issuer
}

/// The languages of the door's sentences.
public enum Language: String, Hashable, Sendable, CaseIterable {
  case english = "en"
  case korean = "ko"
}

extension Reason {
  /// The door's sentence: plain, and without anything of the pass.
  public func sentence(in language: Language = .english) -> String {
    switch language {
    case .english: english
    case .korean: korean
    }
  }
}
