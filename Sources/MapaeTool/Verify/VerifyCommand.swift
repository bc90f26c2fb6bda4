import ArgumentParser
import Mapae

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Judge passes by what a door holds, with no network.",
    discussion: """
      Each pass is accepted, undecided or rejected. Undecided is neither yes nor no: the door cannot tell, and the \
      reason says who can mend it. Nothing of a pass is printed but what --show names, and nothing of it is kept.

      A pass that names a holder key is taken in a presentation, which its device made just now; how long ago that may \
      be is counted from the latest second of the clock. With --challenge it must answer one that you drew for this \
      showing alone, and there is one input.

      An INPUT is a text (MP1:…), a PNG picture of QR codes, a file with the bytes of one pass, a file of texts, one a \
      line, or - for standard input. Lines of `mapae issue --json` are texts too. A DOMAIN is written as the first \
      digits of its digest, as many as tell the held domains apart.

      EXAMPLES
        mapae verify pass.png --state door --accept vaccination
        mapae verify MP1:2R… --state door --accept access --show family-name
        mapae verify - --state door --accept ticket --json < scanned.txt
        mapae verify *.png --state here --state abroad --accept test --home 5f0c21aa
        mapae verify a.png --state door --accept 5f0c21aa:test --clock-error 10m
        mapae verify a.png --state door --accept access \\
            --challenge 7f3a90c2d15be8460b1c2d3e4f506172
        mapae verify - --state door --accept access --record checks.csv

      THE RECORD
        --record appends one line for each check: minute, domain, list numbers, profile, verdict, reason; nothing of \
      the person. Several processes may share a file. A log tool may rename it at any time (logrotate with its default \
      create or nocreate, never copytruncate); keep 31 days. A check that cannot be recorded says so, and keeps its verdict.

      EXIT CODES, the first that applies
        64  the command was written wrongly, or there was no input
        1   an input, or the door's own state, could not be read
        10  a pass was rejected
        20  a pass is undecided
        30  all are accepted, but a check could not be recorded
        0   all are accepted

      JSON
        One object for each input: input, line, code (where it was), outcome, reason, number, remedy, sentence, fault, \
      authentic, advisories, clockEarliest, clockLatest, decidingTime, validFrom, validUntil, domain, issuer, profile, \
      claims, supportCode, unrecorded (why it is not in the record), error, advice. What does not apply is left out.
      """)

  @Argument(help: ArgumentHelp("Texts, pictures, files, or - for standard input.", valueName: "input"))
  var inputs: [String]

  @Option(
    name: .customLong("state"),
    help: ArgumentHelp("A folder that `mapae trust load` keeps; one for each domain held.", valueName: "folder"))
  var states: [String]

  @Option(
    help: ArgumentHelp(
      "What the door is for: PROFILE in all held domains, or DOMAIN:PROFILE. Repeat it for more.", valueName: "scope"),
    transform: ScopeArgument.init)
  var accept: [ScopeArgument]

  @Option(help: "The domain whose expiry rules count for passes of other domains too.")
  var home: String?

  @Option(help: "The time to judge at, as 2027-03-17T11:40:00Z or in Unix seconds; else the system's clock.")
  var at: TimeArgument?

  @Option(
    help: ArgumentHelp("How far that time may be wrong on either side: 90s, 15m, 12h, 30d.", valueName: "span"))
  var clockError = TimeSpan(seconds: 60)

  @Option(
    help: ArgumentHelp(
      "How old a presentation may be. (default: 60s and twice the clock error, which may hide as much)",
      valueName: "span"))
  var maxAge: TimeSpan?

  @Option(
    help: ArgumentHelp(
      "What a presentation must answer, in place of its age: 16 to 32 random bytes in hexadecimal digits.",
      valueName: "hex"))
  var challenge: ChallengeArgument?

  @Flag(help: "Take passes that name a holder key without a presentation too, as if they were on paper.")
  var bare = false

  @Option(help: ArgumentHelp("The most bytes of a pass that the device can hold, 256 to 1024.", valueName: "bytes"))
  var sizeLimit = UnverifiedPass.greatestSize

  @Option(
    help: ArgumentHelp("A claim to print of accepted passes, by its name. Repeat it for more.", valueName: "name"))
  var show: [String] = []

  @Option(help: "The language of the door's sentence: en (default) or ko.", transform: Language.init(argument:))
  var lang = Language.english

  @Option(help: ArgumentHelp("A file to append a line without personal data to, for each check.", valueName: "file"))
  var record: String?

  @Flag(help: "Print the code that support asks for, beside the sentence. It is always in --json.")
  var supportCode = false

  @Flag(help: "Print one JSON object a line for each input.")
  var json = false

  func validate() throws {
    guard 256...UnverifiedPass.greatestSize ~= sizeLimit else { throw ValidationError("--size-limit is 256 to 1024.") }
    guard UInt32(exactly: clockError.seconds) != nil else { throw ValidationError("--clock-error is too large.") }
    guard UInt32(exactly: greatestAge) != nil else { throw ValidationError("--max-age is too large.") }
    // PRESENT-11: a challenge that can be guessed can be answered beforehand.
    guard challenge?.challenge.bytes.count ?? 16 >= 16 else {
      throw ValidationError("--challenge is at least 16 bytes.")
    }
  }

  func run() throws {
    let shown = try ShownClaims(show)
    let door = try Door(
      stateFolders: states, accepting: accept, home: home, sizeLimit: sizeLimit,
      freshness: Freshness(greatestAge: UInt32(greatestAge), challenge: challenge?.challenge), allowsBare: bare)
    for list in door.listsDueForRefresh(at: clock()).map(\.fields) {
      Terminal.warn("The trust list of domain \(list.domain) was due for refresh at \(list.refreshAfter.text).")
    }

    var outcomes: Set<String> = []
    var isRecorded = true
    for input in try given() {
      let report = judge(input, at: door, showing: shown)
      try Terminal.say(json ? JSONLine.text(report) : report.words(withSupportCode: supportCode))
      outcomes.insert(report.outcome)
      if report.unrecorded != nil { isRecorded = false }
    }
    if outcomes.isEmpty { throw ValidationError("There is no input.") }
    if outcomes.contains("unreadable") { throw ExitCode(1) }
    if outcomes.contains("rejected") { throw ExitCode(10) }
    if outcomes.contains("undecided") { throw ExitCode(20) }
    if !isRecorded { throw ExitCode(30) }
  }

  /// The inputs; with a challenge no more than one, which is found out before it is judged (PRESENT-12).
  private func given() throws -> any Sequence<Input> {
    guard challenge != nil else { return Inputs(inputs) }
    let given = Array(Inputs(inputs).prefix(2))
    guard given.count < 2 else {
      throw ValidationError("--challenge is for one showing, and there is more than one input.")
    }
    return given
  }

  /// PRESENT-10: at the latest second of a wide reading, a code made just now may seem that much older.
  private var greatestAge: Int64 { maxAge?.seconds ?? 60 + 2 * clockError.seconds }

  /// The clock is read anew for each pass: between two of them a door may wait for hours.
  private func judge(_ input: Input, at door: Door, showing shown: ShownClaims) -> VerdictReport {
    let clock = clock()
    let verdict: Verdict
    let bytes: [UInt8]?
    switch input.content {
    case .failure(let failure): return VerdictReport(input.origin, unreadable: failure)
    case .success(.text(let text)):
      verdict = door.verifier.judge(text: text, at: clock)
      bytes = try? MapaeText.decode(text)
    case .success(.bytes(let object)):
      verdict = door.verifier.judge(object, at: clock)
      bytes = object
    }
    var report = VerdictReport(input.origin, verdict, at: clock, in: lang, showing: shown)
    let pass = bytes.flatMap(VerifyCommand.pass(in:))
    report.supportCode = door.supportCode(of: verdict, pass: pass)
    report.unrecorded = unrecorded(door.verifier.record(of: verdict, pass: pass, at: clock))
    return report
  }

  /// Records a check where the operator wants it (PRIV-17), before its verdict is shown (PRIV-27); gives why it could not
  /// be, which changes no verdict (PRIV-26).
  private func unrecorded(_ check: VerificationRecord) -> String? {
    guard let record else { return nil }
    do {
      try RecordFile(path: record).append(check.line)
      return nil
    } catch { return ToolFailure(error).problem }
  }

  /// The pass that was shown, bare or presented; `nil` where there is none.
  private static func pass(in object: [UInt8]) -> UnverifiedPass? {
    (try? UnverifiedPresentation(decoding: object))?.pass ?? (try? UnverifiedPass(decoding: object))
  }

  private func clock() -> ClockReading {
    ClockReading(at?.time ?? .systemClock, error: UInt32(clockError.seconds))
  }
}

extension TimeSpan {
  /// As help shows a default.
  var defaultValueDescription: String { text }
}

extension Language {
  fileprivate init(argument: String) throws {
    guard let language = Language(rawValue: argument) else {
      throw ValidationError("There is \(Language.allCases.map(\.rawValue).joined(separator: " and ")).")
    }
    self = language
  }
}
