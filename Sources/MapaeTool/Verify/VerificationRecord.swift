import Mapae

/// All that may be kept of a check (PRIV-15): a line without personal data.
struct VerificationRecord {
  /// Authority number and list number of a trust list.
  typealias ListNumbers = (authority: UInt8, list: UInt32)

  /// The *latest* of the clock reading; only its minute is kept (PRIV-16).
  let time: UnixTime
  let domain: Digest?
  let list: ListNumbers?
  let homeList: ListNumbers?
  /// Only of a pass that somebody trusted has signed.
  let profile: Profile?
  let outcome: String
  let reason: Reason?

  /// The most bytes of a line.
  static let greatestLength = 160

  /// The line, with its end (PRIV-23).
  var line: String {
    let fields = [
      minute, domain?.hex ?? "", VerificationRecord.text(list), VerificationRecord.text(homeList),
      profile.map { "\($0.rawValue)" } ?? "", outcome, reason?.name ?? "",
    ]
    return fields.joined(separator: ",") + "\n"
  }

  /// Whether bytes have a line's form, without its end: enough to tell a record from any other file.
  static func isLine(_ bytes: ArraySlice<UInt8>) -> Bool {
    let fields = bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    return bytes.count < greatestLength && fields.count == 7 && fields[0].last == UInt8(ascii: "Z")
      && ["accepted", "undecided", "rejected"].contains(String(decoding: fields[5], as: UTF8.self))
  }

  private var minute: String {
    let second = (time.seconds % 60 + 60) % 60
    return String(UnixTime(time.seconds - second).text.dropLast(4)) + "Z"
  }

  private static func text(_ numbers: ListNumbers?) -> String {
    numbers.map { "\($0.authority)/\($0.list)" } ?? ""
  }
}

extension Verifier {
  /// What is recorded of a verdict.
  ///
  /// - Parameter pass: what was shown, where it has a pass's form.
  func record(of verdict: Verdict, pass: UnverifiedPass?, at clock: ClockReading) -> VerificationRecord {
    let state: TrustState?
    let profile: Profile?
    switch verdict.authenticity {
    case .authentic(let pass):
      state = states.first { $0.anchor.domain == pass.domain }
      profile = pass.fields.profile
    case .unproven:
      state = states.first { $0.anchor.domain.domainTag == pass?.domainTag }
      profile = nil
    }
    let home = states.first { $0.anchor.domain == policy.home }
    return VerificationRecord(
      time: clock.latest, domain: state?.anchor.domain, list: state?.listNumbers, homeList: home?.listNumbers,
      profile: profile, outcome: verdict.outcome, reason: verdict.reason)
  }
}

extension TrustState {
  fileprivate var listNumbers: VerificationRecord.ListNumbers? {
    list.map { ($0.fields.authorityNumber, $0.fields.number) }
  }
}
