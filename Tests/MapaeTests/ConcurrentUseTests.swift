import Mapae
import TestSupport
import Testing

/// What many tasks share. CI runs these with ThreadSanitizer.
@Suite("One verifier, state and key in many tasks")
struct ConcurrentUseTests {
  static let tasks = 8
  let domain = TestDomain()
  let clock = ClockReading(TestDomain.now)

  /// What each of ``tasks`` tasks gives for its number.
  private func inTasks<Result: Sendable>(_ work: @escaping @Sendable (Int) throws -> Result) async throws -> [Result] {
    try await withThrowingTaskGroup(of: Result.self) { group in
      for task in 0..<ConcurrentUseTests.tasks { group.addTask { try work(task) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  @Test("a verifier gives each task the verdicts that it gives alone")
  func judging() async throws {
    let (verifier, clock) = (try domain.verifier(), clock)
    let passes = try (0..<40).map { number in
      var pass = try domain.pass { $0.serial = UInt32(number) }
      if number % 4 == 3 { pass[pass.count - 1 - number] ^= 1 }
      return pass
    }
    let alone = passes.map { verifier.judge($0, at: clock).outcome }
    #expect(Set(alone) == ["accepted", "rejected"])
    let together = try await inTasks { _ in passes.map { verifier.judge($0, at: clock).outcome } }
    #expect(together.allSatisfy { $0 == alone })
  }

  @Test("a state that tasks copy and load is itself unchanged, and each copy has what was loaded into it")
  func loading() async throws {
    let (domain, state) = (domain, try domain.state())
    let bytes = state.bytes
    let loaded = try await inTasks { task in
      var copy = state
      try copy.load(TrustBundle.encode([domain.list { $0.number = UInt32(task + 2) }.bytes]))
      return copy.bytes
    }
    #expect(Set(loaded).count == ConcurrentUseTests.tasks)
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

  @Test("a signing key signs in each task as it does alone")
  func signing() async throws {
    let desk = try #require(Desk())
    let message = [UInt8]("one message".utf8)
    let alone = desk.key.sign(message)
    let together = try await inTasks { _ in (0..<100).map { _ in desk.key.sign(message) } }
    #expect(together.allSatisfy { $0.allSatisfy { $0 == alone } })
  }
}
