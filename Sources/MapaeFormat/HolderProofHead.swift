/// What a presentation and a pass request begin with: the first byte, when the holder's device made it, and what it
/// answers.
struct HolderProofHead {
  /// By the holder's own clock, which nobody has checked.
  let time: UnixTime
  /// Where the challenge stands; empty where there is none.
  let challenge: Range<Int>

  /// The first byte, the time and the challenge's length.
  static let leastSize = 7
  static let greatestSize = leastSize + Challenge.greatestSize

  /// Reads the time and the challenge (PRESENT-2, PRESENT-20); the reader stands behind the first byte.
  init(reading reader: inout ByteReader, _ bytes: Span<UInt8>) throws(FormatError) {
    time = try reader.time(bytes)
    challenge = try reader.skip(Int(try reader.u8(in: 0...UInt8(Challenge.greatestSize), bytes)))
  }

  static func encode(_ kind: ObjectKind, _ time: UnixTime, _ challenge: Challenge?) throws(FormatError) -> [UInt8] {
    guard time.isEncodable else { throw FormatError(.outOfRange, at: 1) }
    var bytes: [UInt8] = [kind.firstByte]
    bytes.append(time)
    bytes.append(UInt8(challenge?.bytes.count ?? 0))
    bytes.append(contentsOf: challenge?.bytes ?? [])
    return bytes
  }
}

/// Bytes that a door or an issuer draws anew for each proof, so that none can be made before (PRESENT-11).
public struct Challenge: Hashable, Sendable {
  public let bytes: [UInt8]

  /// The most bytes.
  public static let greatestSize = 32

  /// `nil` unless there are 1 to 32 bytes: an empty challenge is none, and would be answered by every code.
  public init?(_ bytes: [UInt8]) {
    guard (1...Challenge.greatestSize).contains(bytes.count) else { return nil }
    self.bytes = bytes
  }
}
