import Mapae

/// What an issuer asks of pass requests.
struct RequestCheck {
  /// The issuer's domain.
  let domain: Digest
  /// Seconds; of a request that answers no challenge.
  let greatestAge: UInt32

  /// How far a phone's clock may be ahead of the issuer's, in seconds.
  private static let clockError: UInt32 = 60

  /// The key that a request proves (PRESENT-20 to PRESENT-22).
  ///
  /// - Parameters:
  ///   - challenge: what the issuer gave, if it gave one.
  ///   - now: the true time.
  func holderKey(of request: [UInt8], answering challenge: Challenge?, now: UnixTime) throws(RecordFault) -> PublicKey {
    let asked: UnverifiedPassRequest
    do { asked = try UnverifiedPassRequest(decoding: request) } catch {
      throw RecordFault("the request is no pass request: \(error)")
    }
    do {
      return try asked.provenHolderKey(
        in: domain, at: ClockReading(now, error: RequestCheck.clockError),
        Freshness(greatestAge: greatestAge, challenge: challenge))
    } catch { throw RequestCheck.fault(error, asked, greatestAge) }
  }

  private static func fault(
    _ error: PassRequestError, _ request: UnverifiedPassRequest, _ greatestAge: UInt32
  ) -> RecordFault {
    switch error {
    case .badKey: RecordFault("the request's holder key is no Ed25519 key of prime order (SIG-1)")
    case .badProof: RecordFault("the request is not signed by its holder key for this domain (PRESENT-21)")
    case .wrongChallenge: RecordFault("the request does not answer the challenge (PRESENT-22)")
    case .stale:
      RecordFault(
        "the request of \(request.requestedAt.text) is older than \(TimeSpan(seconds: Int64(greatestAge)).text), or from "
          + "the future (PRESENT-22)")
    }
  }
}
