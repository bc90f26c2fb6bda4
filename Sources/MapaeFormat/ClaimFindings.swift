/// What the registry finds in the claims of a pass. Whether their facts go together is not asked (CLAIM-11).
public struct ClaimFindings: Hashable, Sendable {
  /// The first claim that breaks its type, limit, alphabet or exclusion (CLAIM-6, CLAIM-7).
  public private(set) var invalid: ClaimTag?
  /// Whether a claim that the profile requires is absent (CLAIM-8).
  public private(set) var lacksRequired = false
  /// The first claim that is neither ignorable nor understood (CLAIM-4).
  public private(set) var unsupported: ClaimTag?
  /// Whether there is an ignorable claim that is not understood (CLAIM-5).
  public private(set) var hasIgnored = false

  /// Looks at every claim.
  ///
  /// - Parameters:
  ///   - claims: those of one pass.
  ///   - profile: the pass's.
  ///   - privateTags: the tags for private use that the caller understands.
  public init(_ claims: Claims, profile: Profile, privateTags: ClaimTagSet = .init()) {
    var tags = ClaimTagSet()
    for claim in claims { tags.insert(claim.tag) }
    for claim in claims {
      if let definition = Registry.definition(of: claim.tag, in: profile) {
        let isExcluded = definition.excludes.map(tags.contains) ?? false
        if invalid == nil, isExcluded || !definition.type.allows(claim) { invalid = claim.tag }
      } else if !(claim.tag.isPrivate(in: profile) && privateTags.contains(claim.tag)) {
        if claim.tag.isIgnorable { hasIgnored = true } else if unsupported == nil { unsupported = claim.tag }
      }
    }
    lacksRequired = !Registry.hasRequired(tags, profile)
  }
}
