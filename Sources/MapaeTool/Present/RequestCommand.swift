import ArgumentParser
import Mapae

struct RequestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "request",
    abstract: "Ask for a pass that is bound to a key, and check such requests.",
    discussion: """
      A request holds a public key, the time, and a signature that proves that whoever asks has the secret key. The \
      issuer puts its text into the field `request` of a record, and `mapae issue` binds the pass to the key.

      EXAMPLES
        mapae key new holder.key
        mapae request new --key holder.key --domain H > request.txt
        mapae request check request.txt --domain H
      """,
    subcommands: [RequestNew.self, RequestCheckCommand.self])
}

struct RequestNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Print the text of a new pass request.",
    discussion: """
      Use a new key for each pass: one key in two passes tells that they belong together.

      EXAMPLES
        mapae request new --key holder.key --domain H > request.txt
        mapae request new --key holder.key --domain H \\
            --challenge 7f3a90c2d15be8460b1c2d3e4f506172
      """)

  @OptionGroup var signer: KeyArguments

  @OptionGroup var domain: DomainArgument

  @Option(help: ArgumentHelp("What the issuer gave: 1 to 32 bytes in hexadecimal digits.", valueName: "hex"))
  var challenge: ChallengeArgument?

  @Option(help: "State this time, not that of the system's clock.")
  var at: TimeArgument?

  func run() throws {
    let key = try signer.load()
    let fields = PassRequestFields(
      holderKey: key.publicKey, requestedAt: at?.time ?? .systemClock, challenge: challenge?.challenge)
    do {
      let draft = try PassRequestDraft(fields, domain: domain.digest)
      try Terminal.say(MapaeText.encode(draft.sealed(with: key.sign(draft.bytesToSign)).bytes))
    } catch let error as DraftError { throw ToolFailure("no request can be made: \(error)") }
  }
}

struct RequestCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Print the key that a pass request proves: 64 hexadecimal digits.",
    discussion: """
      Who asks, a request does not say: that is for the issuer's counter or account to know.

      EXAMPLES
        mapae request check request.txt --domain H
        mapae request check request.png --domain H --max-age 1h
        mapae request check request.txt --domain H \\
            --challenge 7f3a90c2d15be8460b1c2d3e4f506172

      EXIT CODES
        0   the key is proven
        1   it is not, or the request could not be read
        64  the command was written wrongly
      """)

  @Argument(help: "The request: a file, a PNG picture of its code, its text, or - for standard input.")
  var request: String

  @OptionGroup var domain: DomainArgument

  @Option(help: ArgumentHelp("What the request must answer; its age does not count then.", valueName: "hex"))
  var challenge: ChallengeArgument?

  @Option(help: "How old a request may be that answers no challenge.")
  var maxAge = TimeSpan(seconds: 600)

  @Option(help: "The time to judge at; else the system's clock.")
  var at: TimeArgument?

  @Flag(help: "Print a JSON object: {\"holderKey\": …}.")
  var json = false

  func validate() throws {
    guard UInt32(exactly: maxAge.seconds) != nil else { throw ValidationError("--max-age is too large.") }
  }

  func run() throws {
    let check = RequestCheck(domain: domain.digest, greatestAge: UInt32(maxAge.seconds))
    let bytes = try ObjectFile.read(request, limit: UnverifiedPassRequest.greatestSize)
    do {
      let key = try check.holderKey(of: bytes, answering: challenge?.challenge, now: at?.time ?? .systemClock)
      try Terminal.say(json ? JSONLine.text(["holderKey": "\(key)"]) : "\(key)")
    } catch let fault as RecordFault {
      throw ToolFailure("\(fault)", remedy: "Let the holder make a new request, for domain \(domain.digest).")
    }
  }
}
