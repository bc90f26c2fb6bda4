import CSodium

/// A secret in memory that libsodium guards, never swaps out, and zeroes when its holder is gone.
@safe struct GuardedBytes: ~Copyable {
  private let memory: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private(set) var count = 0

  /// Room for `capacity` bytes, none of them there yet.
  init(capacity: Int) throws {
    guard sodium_init() >= 0, let memory = unsafe sodium_malloc(capacity) else {
      throw ToolFailure("the system gives no guarded memory", remedy: "Raise the limit of locked memory: ulimit -l")
    }
    unsafe self.memory = memory.bindMemory(to: UInt8.self, capacity: capacity)
    self.capacity = capacity
  }

  deinit { unsafe sodium_free(memory) }

  borrowing func withBytes<Result: ~Copyable>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
    try unsafe body(Span(_unsafeStart: UnsafePointer(memory), count: count))
  }

  /// Lends the room that is left to a function that fills it and says with how many bytes.
  mutating func fill(_ body: (UnsafeMutableBufferPointer<UInt8>) throws -> Int) rethrows {
    count += try unsafe body(UnsafeMutableBufferPointer(start: memory + count, count: capacity - count))
  }

  mutating func append(_ bytes: Span<UInt8>) {
    precondition(bytes.count <= capacity - count)
    for index in bytes.indices { unsafe memory[count + index] = bytes[index] }
    count += bytes.count
  }

  mutating func append(_ bytes: [UInt8]) { append(bytes.span) }

  /// Whether both are the same secret, in a time that tells nothing but its length.
  borrowing func isEqual(to other: borrowing GuardedBytes) -> Bool {
    unsafe count == other.count && sodium_memcmp(memory, other.memory, count) == 0
  }

  mutating func removeLast() { count = max(0, count - 1) }
}
