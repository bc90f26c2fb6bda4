/// What a door is for (chapter Verification).
public struct Policy: Sendable {
  /// The passes that it accepts; all others are `not-accepted-here`.
  public var scopes: [Scope]
  /// The domain whose expiry rules are added to those of the pass's own, if any (RULE-16).
  public var home: Digest?
  /// The most bytes of a pass that the device can hold, 256 to 1,024; other values are brought into that range. A
  /// presentation may have as many more as it can add to a pass.
  public let sizeLimit: Int
  /// When a presentation counts as made just now.
  public var freshness: Freshness
  /// Whether a pass that names a holder key is taken without a presentation too, as if it were on paper.
  public var allowsBare: Bool

  public init(
    accepting scopes: [Scope], home: Digest? = nil, sizeLimit: Int = UnverifiedPass.greatestSize,
    freshness: Freshness = Freshness(), allowsBare: Bool = false
  ) {
    self.scopes = scopes
    self.home = home
    self.sizeLimit = min(max(sizeLimit, 256), UnverifiedPass.greatestSize)
    self.freshness = freshness
    self.allowsBare = allowsBare
  }

  func scope(_ domain: Digest, _ profile: Profile) -> Scope? {
    scopes.first { $0.domain == domain && $0.profile == profile }
  }

  /// A profile in a domain, and what the caller understands there.
  public struct Scope: Hashable, Sendable {
    public let domain: Digest
    public let profile: Profile
    /// The tags for private use that the caller understands in this profile of this domain.
    public let privateTags: ClaimTagSet

    public init(_ domain: Digest, _ profile: Profile, privateTags: ClaimTagSet = .init()) {
      self.domain = domain
      self.profile = profile
      self.privateTags = privateTags
    }
  }
}
