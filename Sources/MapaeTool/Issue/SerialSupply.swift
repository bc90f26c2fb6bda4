/// Serials that this process alone may use: a block at a time, in an order that says nothing (PRIV-5).
struct SerialSupply {
  let folder: IssuerFolder
  /// How many serials are reserved at once.
  let blockSize: Int
  private var unused: [UInt32] = []

  /// The sizes that a block may have.
  static let blockSizes = 1...65_536

  init(_ folder: IssuerFolder, blockSize: Int) {
    self.folder = folder
    self.blockSize = blockSize
  }

  /// The serial for the next pass; it stays the next one until it is used.
  mutating func next() throws -> UInt32 {
    if unused.isEmpty {
      // The system's random generator is cryptographically secure.
      unused = try folder.reserve(blockSize).shuffled()
    }
    return unused[unused.count - 1]
  }

  /// Strikes off the serial that ``next()`` gave, before anyone sees a pass with it.
  mutating func use() { unused.removeLast() }

  /// Hands back the rest of the block.
  mutating func close() throws {
    guard !unused.isEmpty else { return }
    try folder.giveBack(unused)
    unused = []
  }
}
