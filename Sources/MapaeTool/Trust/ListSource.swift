import Mapae

/// What a lister writes by hand: the issuers of a domain, their keys, the calendar and the rules (OPS-2).
///
/// Numbers stand in no source. List and key numbers follow from the archive, where a key is known by its public key.
struct ListSource: Codable {
  var calendar: Calendar
  var issuers: [Issuer]
  var rules: [RuleText]

  struct Calendar: Codable {
    /// The interval between regular lists.
    var every: TimeSpan
    var refreshAfter: Due
    var expiresAt: Due
    /// The longest time from signing to a pass's end.
    var longestPass: TimeSpan
    /// The planned last use of the list keys (OPS-12).
    var listKeysUntil: UnixTime?
  }

  /// An instant, or a span from the list's *issued at*.
  enum Due: Codable {
    case at(UnixTime)
    case after(TimeSpan)

    init(from decoder: any Decoder) throws {
      self = try decoder.value("a time such as 2027-03-01T00:00:00Z, or a span such as 28d") { text in
        TimeSpan(argument: text).map(Due.after) ?? UnixTime(text: text).map(Due.at)
      }
    }

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .at(let time): try time.encode(to: encoder)
      case .after(let span): try span.encode(to: encoder)
      }
    }

    func time(from issuedAt: UnixTime) -> UnixTime {
      switch self {
      case .at(let time): time
      case .after(let span): issuedAt + span.seconds
      }
    }
  }

  struct Issuer: Codable {
    var id: UInt16
    var name: String
    var profiles: [Profile]
    var keys: [Key]
    /// Absent for 0.
    var statusGeneration: UInt8?
    /// The least number of a status list that doors must hold; absent for none.
    var statusDemand: UInt32?
  }

  struct Key: Codable {
    var publicKey: PublicKey
    /// Absent for passes.
    var usage: ListText.Usage?
    /// Absent for a good key.
    var state: KeyState?
    /// The planned signing window: the first second inside, the first one behind.
    var signsFrom: UnixTime
    var signsUntil: UnixTime
    /// Absent: as listed before; for a new key the end of the window plus the longest pass.
    var acceptUntil: UnixTime?
  }

  static func read(_ path: String) throws -> ListSource {
    try ReadableFile.read(ListSource.self, from: path, remedy: "`mapae help trust sign` shows a whole source.")
  }
}
