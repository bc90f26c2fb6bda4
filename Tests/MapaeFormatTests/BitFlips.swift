import MapaeFormat
import Testing

/// Flips every bit of `bytes`, one at a time. A decoder may take the result, byte for byte, or refuse it with an offset
/// that points into it; it never traps. Gives how many it refused.
func countFlipFailures(
  _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation,
  _ decode: ([UInt8]) throws(FormatError) -> [UInt8]
) -> Int {
  var failures = 0
  for bit in 0..<bytes.count * 8 {
    var flipped = bytes
    flipped[bit / 8] ^= 1 << UInt8(bit % 8)
    do {
      let received = try decode(flipped)
      #expect(received == flipped, "bit \(bit): what was decoded is not what came", sourceLocation: sourceLocation)
    } catch {
      failures += 1
      #expect(
        error.offset >= 0 && error.offset <= bytes.count, "bit \(bit): \(error) points outside",
        sourceLocation: sourceLocation)
    }
  }
  return failures
}
