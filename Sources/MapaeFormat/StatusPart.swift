/// What a bundle brings of an issuer's revocations: a status list, or a delta that makes one.
public enum StatusPart: Sendable {
  case list(StatusList)
  case delta(StatusDelta)

  /// Decodes a list, or a delta where the first byte says so.
  public init(decoding bytes: [UInt8]) throws(FormatError) {
    self =
      bytes.first == ObjectKind.statusDelta.firstByte
      ? .delta(try StatusDelta(decoding: bytes)) : .list(try StatusList(decoding: bytes))
  }

  /// The fields of the list, or of the one that the delta makes.
  public var head: StatusListHead {
    switch self {
    case .list(let list): list.head
    case .delta(let delta): delta.head
    }
  }
}
