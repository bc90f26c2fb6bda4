import ArgumentParser
import Foundation
import Mapae

struct IssueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "issue",
    abstract: "Make a signed pass of every record.",
    discussion: """
      Records are JSON objects, one to a line (NDJSON) or one spread over lines from { to }. Their fields are named as \
      the claims in spec/registries.md, and beside these profile, issued-at, valid-from and valid-until. A field that is \
      null or "" is absent. Where records have other names, --fields names a JSON object from theirs to ours, null for \
      what a pass leaves out: {"surname": "family-name", "id": null}.

      Dates are 2021-02-18, 2021-02 or 2021. A coded value is written as its identifier, its meaning or its number; one \
      that has no code becomes text. A claim for private use is named by its tag, as "0x7c". Text is written in Unicode Normalization Form C.

      A pass is bound to its holder's phone by the field request, the text of a pass request (MP1:…), whose key is \
      proven and becomes the holder key; with request-challenge, in hexadecimal digits, where the request must answer \
      what you gave. At a desk that serves one person after the other, --request names the request's file or picture, \
      and binds the pass of the one record. Hand out the domain's digest with such a pass: `mapae present` needs it.

      Each pass is one line, MP1:…, printed as soon as it is signed. A record that cannot be a pass is reported with its \
      line and reason, and the others go on; the exit code is then 1. No serial is used twice, also where a run is \
      killed or several run at once. To go on after an interrupted run, --skip the lines that are done.

      Before it signs, the command looks at the domain's trust list in the issuer's folder: the key has to be listed \
      there, good, for the record's profile, and accepted until the pass ends.

      EXAMPLES
        mapae issue records.ndjson --issuer desk/ --key may.key \\
            --profile vaccination --lifetime 180d --out passes.txt
        mapae issue --issuer desk/ --key may.key \\
            --profile access --lifetime 12h < record.json
        mapae issue record.json --request request.png --issuer desk/ \\
            --key may.key --profile ticket --lifetime 12h
        mapae issue records.ndjson --issuer desk/ --key may.key \\
            --profile ticket --valid-until 2027-05-02T00:00:00Z --json
      """)

  @Argument(help: "A file of records; - or nothing for standard input.")
  var file: String = "-"

  @Option(help: ArgumentHelp("The issuer's folder, from `mapae issuer new`.", valueName: "folder"))
  var issuer: String

  @OptionGroup var signer: KeyArguments

  @Option(help: "What records are that do not say it: access, vaccination, test, ticket, or a number for private use.")
  var profile: ProfileArgument?

  @Option(help: ArgumentHelp("A JSON object from the names of the records' fields to ours.", valueName: "file"))
  var fields: String?

  @Option(help: "When passes begin to be valid; without it, when they are issued.")
  var validFrom: TimeArgument?

  @Option(help: "When passes end, where the record does not say it.")
  var validUntil: TimeArgument?

  @Option(help: "How long passes are valid, instead of --valid-until: 90s, 15m, 12h, 180d.")
  var lifetime: TimeSpan?

  @Option(
    help: "When the passes are issued, where it was not now: on another machine, or in a test. Never in the future.")
  var at: TimeArgument?

  @Option(help: "Issued at is rounded down to whole steps of this length, so that it does not name a person.")
  var roundTo = TimeSpan(argument: "1h")!

  @Option(
    help: ArgumentHelp(
      "Bind the pass of the one record to the key of this pass request: a file, a PNG picture of its code, its text, or - for standard input.",
      valueName: "request"))
  var request: String?

  @Option(help: ArgumentHelp("What that request must answer, in hexadecimal digits.", valueName: "hex"))
  var requestChallenge: ChallengeArgument?

  @Option(help: "How old a request may be that answers no challenge.")
  var requestAge = TimeSpan(argument: "10m")!

  @Option(help: ArgumentHelp("Write the passes into this new file.", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("Pass over that many lines of the input.", valueName: "lines"))
  var skip: Int = 0

  @Option(
    help: ArgumentHelp("How many serials are reserved at once; a killed run loses that many.", valueName: "count"))
  var block: Int = 256

  @Flag(help: "Print a JSON object a line: {\"line\", \"serial\", \"text\", …} or {\"line\", \"error\"}.")
  var json = false

  func validate() throws {
    if validUntil != nil && lifetime != nil { throw ValidationError("Give --valid-until or --lifetime, not both.") }
    if lifetime?.seconds == 0 { throw ValidationError("--lifetime is at least one second.") }
    if roundTo.seconds == 0 { throw ValidationError("--round-to is at least one second.") }
    if requestChallenge != nil && request == nil { throw ValidationError("--request-challenge is for --request.") }
    if request == "-" && file == "-" { throw ValidationError("Records and request cannot both be standard input.") }
    if UInt32(exactly: requestAge.seconds) == nil { throw ValidationError("--request-age is too large.") }
    if skip < 0 { throw ValidationError("--skip is at least 0.") }
    // PASS-5: a pass that comes from the future is undecided at every door.
    if now > .systemClock { throw ValidationError("--at lies in the future.") }
    if !SerialSupply.blockSizes.contains(block) { throw ValidationError("--block is 1 to 65536.") }
  }

  func run() throws {
    // A reader that went away is then an error that can be reported, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    let map = try fields.map { try FieldMap(file: $0) } ?? .none
    var reader = try RecordReader(file)
    let folder = IssuerFolder(path: issuer)
    let (id, revocations) = try IssueCommand.standing(of: folder)
    let key = try signer.load()
    let listing = try KeyListing(of: key.publicKey, in: folder.trust, issuer: id, now: now)
    warnOfAge(listing.list)
    let form = RecordForm(
      domain: listing.domain, keyNumber: listing.key.number, map: map, profile: profile?.profile,
      validFrom: validFrom?.time, end: lifetime.map { .after($0.seconds) } ?? validUntil.map { .at($0.time) },
      step: roundTo.seconds,
      requests: RequestCheck(domain: listing.domain, greatestAge: UInt32(requestAge.seconds)),
      request: try request.map {
        .init(
          bytes: try ObjectFile.read($0, limit: UnverifiedPassRequest.greatestSize),
          challenge: requestChallenge?.challenge)
      })
    let issuing = Issuing(
      form: form, signer: PassSigner(key: key, listing: listing),
      serials: SerialSupply(
        folder, blockSize: block, spoilt: SpoiltSerials(list: listing.statusList, revocations: revocations)),
      output: try PassOutput(out), statedTime: at?.time, isJSON: json)
    try issue(&reader, issuing)
  }

  private var now: UnixTime { at?.time ?? .systemClock }

  private func issue(_ reader: inout RecordReader, _ issuing: consuming Issuing) throws {
    do {
      while let record = try reader.next() {
        guard record.number > skip else { continue }
        // One key in two passes tells that they belong together (PRESENT-17).
        if request != nil, let other = try reader.next() {
          throw ToolFailure(
            "--request binds one pass, and line \(other.number) has another record",
            remedy: "Put each record's request into its field `request`.")
        }
        try issuing.issue(record)
      }
    } catch {
      // The first error is what the person needs to know.
      try? issuing.close()
      throw error
    }
    try issuing.close()
    let (made, refused) = (issuing.made, issuing.refused)
    if made + refused == 0 {
      throw ValidationError(skip > 0 ? "There is no record behind line \(skip)." : "There is no record in the input.")
    }
    guard refused > 0 else { return }
    Terminal.warn("\(refused) of \(made + refused) records became no pass")
    throw ExitCode.failure
  }

  /// The issuer and what it revoked; the folder is free again once this returns.
  private static func standing(of folder: IssuerFolder) throws -> (UInt16, RevocationFile.Content) {
    let file = try RevocationFile(in: folder)
    return (file.register.issuer, try file.load())
  }

  private func warnOfAge(_ list: TrustList) {
    guard list.fields.expiresAt <= now else { return }
    Terminal.warn(
      "warning: the trust list in \(issuer) expired at \(list.fields.expiresAt.text); a newer one may say that the key "
        + "was stolen\n  Load it: mapae trust load BUNDLE --state \(IssuerFolder(path: issuer).trust.path)")
  }
}

/// A profile on the command line.
struct ProfileArgument: ExpressibleByArgument {
  let profile: Profile

  init?(argument: String) {
    guard let profile = Profile(text: argument) else { return nil }
    self.profile = profile
  }
}
