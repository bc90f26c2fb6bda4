internal import CEffort

/// Time and memory, which stay linear in the input.
enum Effort {
  /// Asks that what is allocated while something runs, freed or not, stays within so many bytes for each byte of input.
  ///
  /// The count is exact, so every input is asked; only AddressSanitizer counts, so without it nothing is asked.
  static func requireLittleMemory<Result>(
    for count: Int, _ body: () throws(Violation) -> Result
  ) throws(Violation) -> Result {
    let before = effort_allocated()
    let result = try body()
    let allocated = effort_allocated() - before
    let limit = 65_536 + UInt64(count) * bytesPerByte
    try require(allocated <= limit, "\(allocated) bytes were allocated for an input of \(count)")
    return result
  }

  private static let bytesPerByte: UInt64 = 256

  /// For all runs of a measurement, in nanoseconds of this thread.
  private static let patience: UInt64 = 2_000_000_000

  /// Asks that an input some times as large takes at most three times as many times as long.
  ///
  /// A single measurement proves nothing: a breach is one only if the best of several runs of the larger input is still
  /// too long beside the best of the smaller. Less than a few milliseconds is never one.
  static func requireLinearTime(_ small: [UInt8], _ large: [UInt8], _ body: ([UInt8]) -> Void) throws(Violation) {
    let allowed = 3 * Double(large.count) / Double(max(small.count, 1))
    var (fastest, fastestLarge) = (Double.infinity, Double.infinity)
    let start = effort_nanoseconds()
    for _ in 0..<6 where effort_nanoseconds() - start < patience {
      fastest = min(fastest, seconds { body(small) })
      fastestLarge = min(fastestLarge, seconds { body(large) })
      if fastestLarge < 0.004 || fastestLarge < allowed * fastest { return }
    }
    throw Violation(
      "\(large.count) bytes took \(fastestLarge * 1000) ms and \(small.count) bytes \(fastest * 1000) ms: not linear")
  }

  private static func seconds(_ body: () -> Void) -> Double {
    let start = effort_nanoseconds()
    body()
    return Double(effort_nanoseconds() - start) / 1e9
  }
}
