internal import Mapae

/// Whether time stays linear as an input grows.
enum Growth {
  private static let fewer = 500
  private static let more = 4_000

  /// - Parameters:
  ///   - build: an input of so many items, whatever they are.
  ///   - body: what is done with it.
  static func check(_ build: (Int) -> [UInt8], _ body: ([UInt8]) -> Void) throws(Violation) {
    try Effort.requireLinearTime(build(fewer), build(more), body)
  }

  /// Objects of bounded size: an input over and over, which is too large, is refused in no time by each decoder.
  static func checkRefusal(_ object: [UInt8]) throws(Violation) {
    try check { count in
      Array(repeatElement(object, count: count / 8 + 1).joined())
    } _: { bytes in
      _ = try? UnverifiedPass(decoding: bytes)
      _ = try? UnverifiedPresentation(decoding: bytes)
      _ = try? AuthorityRecord(decoding: bytes)
      _ = try? PosterPart(decoding: PosterPart.prefix + String(repeating: "0", count: bytes.count))
      _ = Verifier(states: [], policy: Policy(accepting: [])).judge(bytes, at: ClockReading(UnixTime(0)))
    }
  }
}
