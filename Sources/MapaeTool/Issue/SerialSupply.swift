/// Serials that this process alone may use: a block at a time, in an order that says nothing (PRIV-5).
struct SerialSupply {
  let folder: IssuerFolder
  /// How many serials are reserved at once.
  let blockSize: Int
  /// Which serials no new pass may have.
  let spoilt: SpoiltSerials
  private var unused: [UInt32] = []

  /// The sizes that a block may have.
  static let blockSizes = 1...65_536

  init(_ folder: IssuerFolder, blockSize: Int, spoilt: SpoiltSerials) {
    self.folder = folder
    self.blockSize = blockSize
    self.spoilt = spoilt
  }

  /// The serial for the next pass; it stays the next one until it is used.
  mutating func next() throws -> UInt32 {
    if unused.isEmpty {
      // The system's random generator is cryptographically secure.
      let block = try folder.reserve(blockSize).shuffled()
      unused = block.filter { !spoilt.contains($0) }
      guard !unused.isEmpty else { throw SpoiltSerials.failure(block, folder) }
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
