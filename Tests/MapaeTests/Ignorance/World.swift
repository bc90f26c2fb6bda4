/// A small random world: one or two domains with all records and lists that their authorities ever signed, a pass, and
/// the true time.
///
/// Instants are small numbers, 0 to 63, of six hours each; four make a day. Instants far away stand for "until further
/// notice". Keys and signatures are numbers too: ``SignedWorld`` makes real bytes of them.
struct World: Sendable {
  /// The pass's own domain.
  var own: Domain
  /// The home domain that the policy names, if it is another one.
  var home: Domain?
  var pass: Pass
  /// The true time: what the authorities and the issuer did, they did until now.
  var now: Int
  /// What doors ask of whoever shows a bound pass.
  var asks = Asks()
  /// The instants that this world's times are drawn from; few, so that equal times are frequent.
  var instants: [Int]

  /// As *in force until*: until further notice.
  static let forever = 1 << 20
}

extension World {
  struct Domain: Sendable {
    /// Numbers 1, 2, … in their order.
    var records: [Record]
    /// The lists that the authority signed, in their order.
    var lists: [List] = []
    /// The status lists that its issuers signed, in their order.
    var statusLists: [StatusList] = []
  }

  /// An authority record. Its roots are left out: they are the same in all records of a domain.
  struct Record: Hashable, Sendable {
    var number: Int
    var issuedAt: Int
    var listsUntil: Int
    var listKey: Int
  }

  struct List: Hashable, Sendable {
    var authority: Int
    var number: Int
    var nextKey: Int
    var issuedAt: Int
    var refreshAfter: Int
    var expiresAt: Int
    /// Ids ascending.
    var issuers: [Issuer] = []
    /// Numbers ascending.
    var keys: [Key] = []
    var rules: [Rule] = []
  }

  struct Issuer: Hashable, Sendable {
    var id: Int
    var profiles: Profiles
    var generation = 0
    var demand = 0
  }

  struct Key: Hashable, Sendable {
    var number: Int
    var publicKey: Int
    /// The issuer's id.
    var issuer: Int
    var signsStatus = false
    var isCompromised = false
    var acceptUntil: Int

    /// A public key that is no point of prime order.
    static let unvettable = 0
  }

  enum Profile: Int, Sendable, CaseIterable {
    /// One of the registry.
    case known
    /// One that a later registry lists.
    case future
    /// One for private use.
    case custom
  }

  /// Which profiles an issuer may issue.
  struct Profiles: Hashable, Sendable {
    private(set) var bits: Int

    static let all = Profiles(bits: 7)
    static let known = Profiles(bits: 1)

    func contains(_ profile: Profile) -> Bool { bits >> profile.rawValue & 1 == 1 }

    func isInside(_ other: Profiles) -> Bool { bits & ~other.bits == 0 }

    mutating func remove(_ profile: Profile) { bits &= ~(1 << profile.rawValue) }
  }

  struct Rule: Hashable, Sendable {
    /// A rule of a kind that a later version of the software reads as this one reads kind 1.
    var isOfFutureKind = false
    var profile: Profile
    var from: Int
    var until: Int
    var anchor: Anchor
    var opens: Int
    var closes: Int
    /// East of UTC, in instants of six hours: −2 to 2, 0 unless the anchor is a date.
    var offset = 0
    var condition: Condition?

    enum Anchor: Sendable, CaseIterable {
      case issuedAt
      case validFrom
      case date
      /// A claim that no pass of these worlds has.
      case absent
      /// An anchor byte that means nothing.
      case unknown
    }

    enum Condition: Hashable, Sendable {
      /// The count claim is below the limit.
      case countBelow(Int)
      /// A claim of bytes, which is no integer.
      case unreadable
    }
  }

  struct Pass: Hashable, Sendable {
    var keyNumber: Int
    /// Who signed: a public key.
    var signer: Int
    /// 0 to 7.
    var serial = 0
    var profile: Profile
    var issuedAt: Int
    var validFrom: Int
    var validUntil: Int
    var date: Date?
    /// An integer in an ignorable claim that a later registry lists; rules may read it all the same.
    var count: Int?
    /// A claim that a later registry lists, not ignorable.
    var hasFutureClaim = false
    /// A claim for private use, not ignorable.
    var hasPrivateClaim = false
    /// The key of the holder's device; `nil` for a pass on paper.
    var holderKey: Int?
    /// The presentation that the pass is shown in; `nil` where it is shown bare.
    var code: Code?
    /// More bytes than a small device holds.
    var isLarge = false
    var isOfLaterVersion = false
    var isMalformed = false
  }

  /// What a presentation adds to its pass.
  struct Code: Hashable, Sendable {
    /// By the device's clock, which may be wrong.
    var presentedAt: Int
    var challenge: Int?
    /// Who signed: a public key.
    var signer: Int
  }

  /// What a door asks of presentations.
  struct Asks: Hashable, Sendable {
    var greatestAge = 2
    var challenge: Int?
    var allowsBare = false
  }

  /// A date claim: days since instant 0, a Sunday in January.
  enum Date: Hashable, Sendable {
    /// A day of last December.
    case day(Int)
    case lastDecember
    case lastYear
    /// Three bytes that are no date.
    case broken

    /// 2025-12-01 to 2025-12-31, where instant 0 is 2026-01-11T00:00:00Z.
    static let december = -41 ... -11

    /// The first and the last day that it may mean.
    var days: ClosedRange<Int>? {
      switch self {
      case .day(let day): day...day
      case .lastDecember: Date.december
      case .lastYear: -375 ... -11
      case .broken: nil
      }
    }
  }
}

extension World.List {
  func key(_ number: Int) -> World.Key? {
    for key in keys where key.number == number { return key }
    return nil
  }

  func issuer(_ id: Int) -> World.Issuer? {
    for issuer in issuers where issuer.id == id { return issuer }
    return nil
  }

  /// Whether (authority number, list number) is below the other list's.
  func isOlder(than other: Self) -> Bool {
    authority < other.authority || authority == other.authority && number < other.number
  }
}
