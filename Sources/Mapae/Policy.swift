/// What a door is for (chapter Verification).
public struct Policy: Sendable {
  /// The passes that it accepts; all others are `not-accepted-here`.
  public var scopes: [Scope]
  /// The domain whose expiry rules are added to those of the pass's own, if any (RULE-5).
  public var home: Digest?
  /// The tags for private use that the caller understands.
  public var privateTags: ClaimTagSet
  /// The most bytes of a pass that the device can hold, 256 to 1,024; other values are brought into that range.
  public var sizeLimit: Int

  public init(
    accepting scopes: [Scope], home: Digest? = nil, privateTags: ClaimTagSet = .init(),
    sizeLimit: Int = UnverifiedPass.greatestSize
  ) {
    self.scopes = scopes
    self.home = home
    self.privateTags = privateTags
    self.sizeLimit = min(max(sizeLimit, 256), UnverifiedPass.greatestSize)
  }

  /// A profile in a domain.
  public struct Scope: Hashable, Sendable {
    public let domain: Digest
    public let profile: Profile

    public init(_ domain: Digest, _ profile: Profile) {
      self.domain = domain
      self.profile = profile
    }
  }
}
