/// Judges passes by what a door holds and what it is for. It is a value: no clock, no files, no memory of earlier
/// questions (VERIFY-2).
public struct Verifier: Sendable {
  /// One for each domain held, in no order.
  public var states: [TrustState]
  public var policy: Policy

  public init(states: [TrustState], policy: Policy) {
    self.states = states
    self.policy = policy
  }

  /// The verdict on a text, as read from a QR code.
  public func judge(text: String, at clock: ClockReading) -> Verdict {
    do {
      return judge(try MapaeText.decode(text), at: clock)
    } catch {
      return Verdict(stoppedBy: error)
    }
  }

  /// The verdict on the bytes of a pass or a presentation (chapter Verification, "Steps"). There is one whatever the
  /// bytes are (SEC-5). Allocates nothing.
  public func judge(_ input: [UInt8], at clock: ClockReading) -> Verdict {
    // Step 1.
    guard let firstByte = input.first else { return Verdict(stoppedBy: FormatError(.truncated, at: 0)) }
    let kind: ObjectKind
    do { kind = try ObjectKind(firstByte: firstByte) } catch { return Verdict(stoppedBy: error) }
    // Step 2 (VERIFY-6).
    let overhead = kind == .presentation ? UnverifiedPresentation.greatestOverhead : 0
    if input.count > policy.sizeLimit + overhead, input.count <= UnverifiedPass.greatestSize + overhead {
      return Verdict(stoppedBy: .deviceLimit)
    }
    // Step 3.
    let presentation: UnverifiedPresentation?
    let pass: UnverifiedPass
    do {
      if kind == .presentation {
        let shown = try UnverifiedPresentation(decoding: input)
        (presentation, pass) = (shown, shown.pass)
      } else {
        (presentation, pass) = (nil, try UnverifiedPass(decoding: input))
      }
    } catch {
      return Verdict(stoppedBy: error)
    }
    // Steps 4 to 7.
    switch findSigner(pass) {
    case .stopped(let reason): return Verdict(stoppedBy: reason)
    case .found(let state, let key):
      var judgement = Judgement(pass, presentation, self, stateIndex: state, keyIndex: key, clock)
      return judgement.verdict()
    }
  }

  private enum Signer {
    case found(state: Int, key: Int)
    case stopped(Reason)
  }

  /// Steps 4 to 7 (VERIFY-7 to VERIFY-10). Tries every state of the pass's domain tag (VERIFY-22): tags are four bytes,
  /// and two domains may share one.
  private func findSigner(_ pass: UnverifiedPass) -> Signer {
    var stopped = Reason.unknownDomain
    for index in states.indices where states[index].anchor.domain.domainTag == pass.domainTag {
      let reason: Reason
      switch findKey(pass.keyNumber, index) {
      case .stopped(let why): reason = why
      case .found(_, let key):
        if isSigned(pass, index, key) { return .found(state: index, key: key) }
        reason = .badSignature
      }
      if stopped == .unknownDomain || reason.rawValue < stopped.rawValue { stopped = reason }
    }
    return .stopped(stopped)
  }

  /// Steps 5 and 6: a number not yet allotted, one that is listed, and one that is gone.
  private func findKey(_ number: UInt32, _ state: Int) -> Signer {
    guard let held = states[state].held, number < held.list.fields.nextKeyNumber else {
      return .stopped(.keyNotYetKnown)
    }
    guard let key = held.keys.index(of: number) else { return .stopped(.keyWithdrawn) }
    return .found(state: state, key: key)
  }

  /// Step 7. The key comes from the list and never from the pass (BASE-8); the bytes are those that came (BASE-3).
  private func isSigned(_ pass: UnverifiedPass, _ state: Int, _ key: Int) -> Bool {
    guard let held = states[state].held else { return false }
    return Sodium.isGood(
      signatureAt: pass.signatureOffset, of: pass.object.span.extracting(pass.range),
      signedLength: pass.signatureOffset, kind: .pass, domain: states[state].anchor.domain,
      key: held.keys[key].key.publicKey)
  }
}

extension Verdict {
  /// A verdict of steps 1 to 7: nothing is known of who signed.
  init(stoppedBy reason: Reason, _ format: FormatError? = nil) {
    let finding = Finding(reason: reason, authenticity: .unproven, edge: nil, format: format, advisories: [])
    self = reason.isRejection ? .rejected(finding) : .undecided(finding)
  }

  init(stoppedBy error: FormatError) {
    self.init(stoppedBy: error.code == .unsupportedVersion ? .unsupportedVersion : .malformed, error)
  }
}
