import ArgumentParser
import Mapae

struct PresentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "present",
    abstract: "Show a bound pass as its holder's device does, with no network.",
    discussion: """
      A pass that names a holder key is shown in a presentation: the pass, the time, and a signature of that key. Doors \
      take one for about a minute, so on a terminal the code is drawn anew every 30 seconds, until you stop it with \
      Ctrl-C. With --out or --text one is made, and also where standard output is no terminal.

      A door that asks with a challenge takes only an answer to it, and does not look at the time. Answer no challenge \
      but that of the door before you: whoever has the answer is let in with it.

      With --each many passes are shown, each with its own key: for whoever holds passes for others, and for tests of \
      doors. A line is a JSON object, {"pass": "MP1:…", "key": "holder.key"}, with "challenge" where one is answered. \
      As soon as a line is there its presentation is printed, a text a line. A line that cannot be presented ends the \
      command.

      EXAMPLES
        mapae present pass.txt --key holder.key --domain H
        mapae present pass.png --key holder.key --domain H --out code.png
        mapae present pass.txt --key holder.key --domain H --text \\
            --challenge 7f3a90c2d15be8460b1c2d3e4f506172
        mapae present --each passes.ndjson --domain H > codes.txt
      """)

  @Argument(help: "The pass: a file, a PNG picture of its code, its text, or - for standard input.")
  var pass: String?

  @Option(help: ArgumentHelp("The holder's key file, from `mapae key new`.", valueName: "file"))
  var key: String?

  @Option(help: ArgumentHelp("Many passes with their keys, one a line; - for standard input.", valueName: "file"))
  var each: String?

  @OptionGroup var protection: PassphraseArguments

  @OptionGroup var domain: DomainArgument

  @Option(help: ArgumentHelp("What the door gave: 1 to 32 bytes in hexadecimal digits.", valueName: "hex"))
  var challenge: ChallengeArgument?

  @Option(help: ArgumentHelp("A new file for one code: .png or .svg.", valueName: "file"))
  var out: String?

  @Flag(help: "Print the text of one presentation.")
  var text = false

  @Option(help: "State this time, not that of the system's clock.")
  var at: TimeArgument?

  @Option(help: "How often the code on the terminal is drawn anew.")
  var every = TimeSpan(seconds: 30)

  @Option(help: "How much damage a code bears: M some 15 %, Q some 25 % of it.")
  var level: QRSymbol.Level = .m

  @Option(help: "Pixels along an edge of a module, 2 to 30.")
  var scale = 8

  func validate() throws {
    if each != nil {
      guard pass == nil, key == nil, challenge == nil, out == nil else {
        throw ValidationError("With --each the pass, its key and its challenge stand in the lines.")
      }
    } else {
      guard pass != nil else { throw ValidationError("Give the pass, or many with --each.") }
      guard key != nil else { throw ValidationError("Give the holder's --key.") }
    }
    guard out == nil || !text else { throw ValidationError("Give --out or --text, not both.") }
    guard out.map({ $0.hasSuffix(".png") || $0.hasSuffix(".svg") }) ?? true else {
      throw ValidationError("--out ends in .png or .svg.")
    }
    guard 2...30 ~= scale else { throw ValidationError("--scale is 2 to 30 pixels.") }
    guard 1...3_600 ~= every.seconds else { throw ValidationError("--every is 1 second to 1 hour.") }
  }

  func run() throws {
    if let each {
      let orders = PresentationOrders(domain: domain.digest, passphraseFile: protection.passphraseFile)
      return try orders.present(from: each) { at?.time ?? .systemClock }
    }
    guard let pass, let key else { return }
    if let out { try Files.refuseExisting(out) }
    let presenter = try Presenter(
      pass, domain: domain.digest, key: try KeyFile(path: key).load(passphraseFile: protection.passphraseFile))
    // An answer to a challenge does not age, and a stated time does not pass.
    guard out == nil, !text, challenge == nil, at == nil, Terminal.outputIsTerminal else {
      return try show(presenter.present(at: at?.time ?? .systemClock, answering: challenge?.challenge))
    }
    try LiveScreen.show(every: Int(every.seconds)) {
      let time = UnixTime.systemClock
      let symbol = try QRSymbol(of: presenter.present(at: time, answering: nil), level: level)
      return try symbol.terminalText() + "Presented at \(time.text), anew every \(every.text). Stop with Ctrl-C.\n"
    }
  }

  private func show(_ presentation: [UInt8]) throws {
    if text { return try Terminal.say(MapaeText.encode(presentation)) }
    let symbol = try QRSymbol(of: presentation, level: level)
    if let out { return try symbol.write(to: out, scale: scale) }
    try Terminal.say(symbol.terminalText(), terminator: "")
  }
}
