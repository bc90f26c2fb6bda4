import Dispatch
import Mapae
import Synchronization
import TestSupport
import Testing

/// What many threads share. CI runs these with ThreadSanitizer.
@Suite("One verifier, state and key in many threads")
struct ConcurrentUseTests {
  static let threads = 8
  let domain = TestDomain()
  let clock = ClockReading(TestDomain.now)

  /// What the work gives for each number, in threads of their own: tasks may all come to run in one.
  private func inThreads<Result: Sendable>(_ work: @Sendable (Int) throws -> Result) throws -> [Result] {
    let results = Mutex<[Swift.Result<Result, any Error>]>([])
    DispatchQueue.concurrentPerform(iterations: ConcurrentUseTests.threads) { number in
      let result = Swift.Result { try work(number) }
      results.withLock { $0.append(result) }
    }
    return try results.withLock { try $0.map { try $0.get() } }
  }

  @Test("a verifier gives each thread the verdicts that it gives alone")
  func judging() throws {
    let (verifier, clock) = (try domain.verifier(), clock)
    let passes = try (0..<40).map { number in
      var pass = try domain.pass { $0.serial = UInt32(number) }
      if number % 4 == 3 { pass[pass.count - 1 - number] ^= 1 }
      return pass
    }
    let alone = passes.map { verifier.judge($0, at: clock).outcome }
    #expect(Set(alone) == ["accepted", "rejected"])
    let together = try inThreads { _ in passes.map { verifier.judge($0, at: clock).outcome } }
    #expect(together.allSatisfy { $0 == alone })
  }

  @Test("a state that threads copy and load is itself unchanged, and each copy has what was loaded into it")
  func loading() throws {
    let (domain, state) = (domain, try domain.state())
    let bytes = state.bytes
    let loaded = try inThreads { thread in
      var copy = state
      try copy.load(TrustBundle.encode([domain.list { $0.number = UInt32(thread + 2) }.bytes]))
      return copy.bytes
    }
    #expect(Set(loaded).count == ConcurrentUseTests.threads)
    #expect(state.bytes == bytes && !loaded.contains(bytes))
  }

  /// A key is not copied, so what shares it holds it.
  private final class Desk: Sendable {
    let key: SigningKey

    init?() {
      guard let key = SigningKey(seed: [UInt8](repeating: 7, count: 32)) else { return nil }
      self.key = key
    }
  }

  @Test("a signing key signs in each thread as it does alone")
  func signing() throws {
    let desk = try #require(Desk())
    let message = [UInt8]("one message".utf8)
    let alone = desk.key.sign(message)
    let together = try inThreads { _ in (0..<100).map { _ in desk.key.sign(message) } }
    #expect(together.allSatisfy { $0.allSatisfy { $0 == alone } })
  }
}
