extension [UInt8] {
  /// Appends the low `width` bytes of `value`, big-endian.
  package mutating func append(_ value: some BinaryInteger, width: Int) {
    for shift in stride(from: (width - 1) * 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  mutating func append(_ time: UnixTime) { append(time.seconds, width: 5) }

  mutating func append<Meaning>(_ value: Bytes32<Meaning>) { append(contentsOf: value.bytes) }
}
