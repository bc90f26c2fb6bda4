import Mapae
import TestSupport
import Testing

/// What a held status list says of a pass (chapter Status lists, "Judging").
@Suite("Judging by status lists")
struct StatusJudgingTests {
  private static let now = TestDomain.now

  /// The verdict on the pass of serial 1 after a change.
  private func verdict(_ change: (inout Scenario) -> Void) throws -> Verdict {
    var scenario = Scenario()
    change(&scenario)
    return try scenario.verdict()
  }

  private func edge(_ verdict: Verdict) -> UnixTime? {
    switch verdict {
    case .accepted: nil
    case .undecided(let finding), .rejected(let finding): finding.edge
    }
  }

  @Test("STATUS-25: a revoked serial, its neighbours, and the ends of what a serial can be")
  func revoked() throws {
    for serial in [0, 1, 2, .max] as [UInt32] {
      for revoked in [[], [0], [1], [2], [0, 2], [.max], [0, 1, 2, .max]] as [[UInt32]] {
        let verdict = try verdict {
          $0.pass.serial = serial
          $0.holdStatus { $0.revoked = revoked }
        }
        #expect(verdict.reason == (revoked.contains(serial) ? .revoked : nil), "\(serial) by \(revoked)")
        #expect(edge(verdict) == nil)
        if case .unproven = verdict.authenticity { Issue.record("a revoked pass is its issuer's") }
      }
    }
  }

  @Test("STATUS-26: below first live is expired, since the list was issued; first live itself is live")
  func firstLive() throws {
    for (serial, isLive) in [(0, false), (6, false), (7, true), (8, true)] as [(UInt32, Bool)] {
      let verdict = try verdict {
        $0.pass.serial = serial
        $0.holdStatus { $0.firstLive = 7 }
      }
      #expect(verdict.reason == (isLive ? nil : .expired), "\(serial)")
      #expect(edge(verdict) == (isLive ? nil : TestDomain.start))
    }
    let ended = try verdict {
      $0.pass.lifetime = 60
      $0.holdStatus { $0.firstLive = 7 }
    }
    #expect(ended.reason == .expired && edge(ended) == TestDomain.start + 9 * TestDomain.day + 60, "the pass's own end")
  }

  @Test("VERIFY-21: the number that is demanded is enough, and one below it is not")
  func demand() throws {
    for (number, reason) in [(1, .statusListMissing), (4, .statusListMissing), (5, nil), (6, nil), (.max, nil)]
      as [(UInt32, Reason?)]
    {
      let verdict = try verdict {
        $0.list.issuers[0].statusDemand = 5
        $0.holdStatus { $0.number = number }
      }
      #expect(verdict.reason == reason, "number \(number)")
    }
    #expect(try verdict { $0.list.issuers[0].statusDemand = .max }.reason == .statusListMissing)
    let older = try verdict {
      $0.list.issuers[0].statusDemand = 5
      $0.holdStatus { $0.revoked = [1] }
    }
    #expect(older.reason == .revoked, "what an older list revokes is revoked all the same")
  }

  @Test("VERIFY-21: another issuer's list meets no demand, and revokes nothing")
  func otherIssuer() throws {
    let desk = StatusDesk()
    var state = try desk.domain.state { $0.issuers[0].statusDemand = 1 }
    try state.load(TrustBundle.encode([desk.list([1]) { $0.keyNumber = 10 }]))
    let verifier = Verifier(states: [state], policy: desk.domain.policy)
    #expect(verifier.judge(try desk.domain.pass(), at: ClockReading(TestDomain.now)).reason == .statusListMissing)
  }

  @Test("STATUS-27, TIME-5: a demanded list at the last second, one later, and a reading across it")
  func expiry() throws {
    let now = StatusJudgingTests.now
    for (earliest, latest, reason) in [
      (now + -1, now + -1, nil), (now, now, .statusListExpired), (now + 5, now + 9, .statusListExpired),
      (now + -1, now, .clockUncertain), (now + -9, now + -1, nil),
    ] as [(UnixTime, UnixTime, Reason?)] {
      let verdict = try verdict {
        $0.list.issuers[0].statusDemand = 1
        $0.holdStatus { $0.expiresAt = now }
        $0.clock = ClockReading(earliest: earliest, latest: latest)!
      }
      #expect(verdict.reason == reason, "\(earliest) to \(latest)")
      #expect(edge(verdict) == (reason == nil ? nil : now))
    }
  }

  @Test("a list that nobody demands may be absent, old or expired, and what it revokes is revoked for good")
  func undemanded() throws {
    let expired = { (fields: inout StatusListFields) in fields.expiresAt = TestDomain.start + 1 }
    #expect(try verdict { _ in }.reason == nil)
    #expect(try verdict { $0.holdStatus(expired) }.reason == nil)
    let revoked = try verdict {
      $0.holdStatus(expired)
      $0.holdStatus { $0.revoked = [1] }
    }
    #expect(revoked.reason == .revoked)
  }

  @Test("STATUS-28: a clock behind the status list decides no condition on time; membership is none")
  func clockBehind() throws {
    let later = StatusJudgingTests.now + 5
    for (latest, reason) in [(later + -1, .clockBehind), (later, nil)] as [(UnixTime, Reason?)] {
      let verdict = try verdict {
        $0.holdStatus { $0.issuedAt = later }
        $0.clock = ClockReading(earliest: TestDomain.now, latest: latest)!
      }
      #expect(verdict.reason == reason)
      #expect(edge(verdict) == (reason == nil ? nil : later))
    }
    func behind(_ change: (inout Scenario) -> Void) throws -> Verdict {
      try verdict {
        $0.holdStatus { $0.issuedAt = later }
        change(&$0)
      }
    }
    #expect(try behind { $0.list.issuers[0].keys[0].acceptUntil = TestDomain.start }.reason == .clockBehind)
    #expect(try behind { $0.holdStatus { $0.revoked = [1] } }.reason == .revoked)
    #expect(try behind { $0.holdStatus { $0.firstLive = 2 } }.reason == .expired)
    let both = try behind { $0.dateList(later + 1) }
    #expect(both.reason == .clockBehind && edge(both) == later + 1, "the own list's instant before the status list's")
  }

  @Test("TIME-2: the status list's date raises the floor of the pass's own domain")
  func floor() throws {
    let now = StatusJudgingTests.now
    for (issuedAt, reason) in [(now, .clockUncertain), (now + 60, .expired)] as [(UnixTime, Reason)] {
      let verdict = try verdict {
        $0.pass.lifetime = UInt32(TestDomain.day + 60)
        $0.clock = ClockReading(earliest: now, latest: now + 90)!
        $0.holdStatus { $0.issuedAt = issuedAt }
      }
      #expect(verdict.reason == reason)
    }
  }

  @Test("the demanded list is the last condition whose instant is told")
  func order() throws {
    let now = StatusJudgingTests.now
    let verdict = try verdict {
      $0.list.issuers[0].statusDemand = 1
      $0.holdStatus { $0.expiresAt = now + 1 }
      $0.list.expiresAt = now + 2
      $0.list.refreshAfter = now + 2
      $0.clock = ClockReading(earliest: now, latest: now + 5)!
    }
    #expect(verdict.reason == .clockUncertain && edge(verdict) == now + 2)
  }
}
