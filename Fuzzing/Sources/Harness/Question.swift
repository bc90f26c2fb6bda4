internal import Mapae

/// What a script asks of a pass: policy and clock reading, and which facts are taken away afterwards.
///
/// A layout of fixed bytes; what is missing at the end is zero.
struct Question {
  /// Any 40-bit number of seconds.
  let earliest: UnixTime
  /// Seconds from the earliest to the latest instant.
  let width: UInt32
  /// A bit for each of ``profiles`` and each of the first two domains.
  let scopes: [UInt8]
  /// 1 to 4 for a home domain, else none.
  let home: Int?
  let allowsBare: Bool
  let knowsPrivateTags: Bool
  /// 0 for the greatest.
  let sizeLimit: UInt8
  let greatestAge: UInt16
  /// What the checks draw from: the order of domains, narrower clocks, a rule to be removed, facts to be taken away.
  let choices: UInt32
  let challenge: [UInt8]

  static let profiles: [Profile] = [
    .access, .vaccination, .test, .ticket, Profile(rawValue: 9), Profile(rawValue: 0xf000), Profile(rawValue: 0xf001),
    Profile(rawValue: 0xffff),
  ]

  /// The bytes before the challenge.
  static let headSize = 20

  init(_ content: [UInt8]) {
    let bytes = content + Array(repeating: 0, count: max(0, Question.headSize - content.count))
    func integer(_ range: Range<Int>) -> Int64 { bytes[range].reduce(0) { $0 << 8 | Int64($1) } }
    earliest = UnixTime(integer(0..<5))
    width = UInt32(integer(5..<9))
    scopes = Array(bytes[9..<11])
    home = (1...4).contains(bytes[11]) ? Int(bytes[11]) - 1 : nil
    allowsBare = bytes[12] & 1 == 1
    knowsPrivateTags = bytes[12] & 2 == 2
    sizeLimit = bytes[13]
    greatestAge = UInt16(integer(14..<16))
    choices = UInt32(integer(16..<20))
    challenge = Array(bytes[Question.headSize...].prefix(Challenge.greatestSize))
  }

  var clock: ClockReading { ClockReading(earliest: earliest, latest: earliest + Int64(width))! }

  /// - Parameter digests: those of the domains, by their numbers.
  func policy(_ digests: [Digest]) -> Policy {
    policy(digests, isSmall: false, knowsPrivateTags: knowsPrivateTags)
  }

  func policy(_ digests: [Digest], isSmall: Bool, knowsPrivateTags: Bool) -> Policy {
    let tags = knowsPrivateTags ? ClaimTagSet((0...255).map(ClaimTag.init).filter { $0.number & 15 >= 12 }) : .init()
    let accepted = zip(digests, scopes).flatMap { digest, mask in
      Question.profiles.enumerated().filter { mask >> UInt8($0.offset) & 1 == 1 }
        .map { Policy.Scope(digest, $0.element, privateTags: tags) }
    }
    return Policy(
      accepting: accepted, home: home.map { digests[$0] },
      sizeLimit: isSmall ? 256 : sizeLimit == 0 ? UnverifiedPass.greatestSize : 256 + 3 * Int(sizeLimit),
      freshness: Freshness(greatestAge: UInt32(greatestAge), challenge: Challenge(challenge)), allowsBare: allowsBare)
  }
}
