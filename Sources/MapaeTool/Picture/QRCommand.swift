import ArgumentParser
import Foundation
import Mapae

struct QRCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "qr",
    abstract: "Draw QR codes of passes and trust bundles.",
    discussion: """
      Without --out or --folder the code is drawn in the terminal. What was drawn, the QR version first, is said on \
      standard error, or with --json on standard output, one object a line. Files that are there already are never \
      overwritten.

      An INPUT is a text (MP1:…), a file with the bytes of one object, a file of texts, one a line, or - for standard \
      input. Lines of `mapae issue --json` are texts too.

      EXAMPLES
        mapae qr pass.txt                          in the terminal
        mapae qr pass.txt --out pass.png           a picture; .svg works too
        mapae qr bundle.mapae --out poster.svg     a trust list for a poster
        mapae qr passes.txt --folder codes         000001.png and so on, one a pass

      EXIT CODES
        0   all are drawn
        1   one could not be read, drawn or written; the others are drawn
        64  the command was written wrongly, or there was no input
      """)

  @Argument(help: ArgumentHelp("Texts, files, or - for standard input.", valueName: "input"))
  var inputs: [String]

  @Option(help: ArgumentHelp("A new file for the one code: .png or .svg.", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("A folder for 000001.png and so on, in the inputs' order.", valueName: "folder"))
  var folder: String?

  @Option(help: "How much damage a code bears: M some 15 %, Q some 25 % of it.")
  var level: QRSymbol.Level = .m

  @Option(help: "Pixels along an edge of a module, 2 to 30.")
  var scale = 8

  @Flag(help: "Say what was drawn as JSON; without --out and --folder nothing is drawn.")
  var json = false

  func validate() throws {
    guard out == nil || folder == nil else { throw ValidationError("--out is for one code, --folder for many.") }
    guard 2...30 ~= scale else { throw ValidationError("--scale is 2 to 30 pixels.") }
    guard out.map({ $0.hasSuffix(".png") || $0.hasSuffix(".svg") }) ?? true else {
      throw ValidationError("--out ends in .png or .svg.")
    }
  }

  func run() throws {
    if let folder { try Files.makeFolder(folder) }
    var (count, failures) = (0, 0)
    for input in try given() {
      count += 1
      do { try draw(input, count) } catch let failure as ToolFailure {
        failures += 1
        Terminal.endProgress()
        Terminal.warn("\(failure)")
      }
    }
    Terminal.endProgress()
    guard count > 0 else { throw ValidationError("There is no input.") }
    if let folder, !json { Terminal.warn("\(count - failures) drawn into \(folder)") }
    if failures > 0 { throw ExitCode.failure }
  }

  /// The inputs; with --out no more than one, which is found out before it is drawn.
  private func given() throws -> any Sequence<Input> {
    guard out != nil else { return Inputs(inputs) }
    let given = Array(Inputs(inputs).prefix(2))
    guard given.count < 2 else {
      throw ToolFailure("there is more than one code to draw, and --out is for one", remedy: "Use --folder.")
    }
    return given
  }

  private func draw(_ input: Input, _ position: Int) throws {
    let content = try input.content.get()
    do { try draw(QRCommand.object(of: content), from: input.origin, position) } catch let failure as ToolFailure {
      throw ToolFailure("\(input.origin): \(failure.problem)", remedy: failure.remedy)
    }
  }

  /// The object's bytes. What is not an object of a known kind is not drawn: a reader could do nothing with it.
  private static func object(of content: Input.Content) throws -> [UInt8] {
    do {
      let bytes: [UInt8] =
        switch content {
        case .bytes(let bytes): bytes
        case .text(let text): try MapaeText.decode(text)
        }
      guard let firstByte = bytes.first else { throw FormatError(.truncated, at: 0) }
      _ = try ObjectKind(firstByte: firstByte)
      return bytes
    } catch let error as FormatError {
      throw ToolFailure("this is no Mapae object: \(error)", remedy: "`mapae inspect` shows what is wrong with it.")
    }
  }

  private func draw(_ object: [UInt8], from origin: Input.Origin, _ position: Int) throws {
    let symbol = try QRSymbol(of: object, level: level)
    let file = out ?? folder.map { "\($0)/\(QRCommand.name(of: position)).png" }
    if let file {
      try symbol.write(to: file, scale: scale)
    } else if !json {
      try Terminal.say(symbol.terminalText(), terminator: "")
    }
    let report = Report(
      input: origin.source, line: origin.line, code: origin.code, file: file, version: symbol.version,
      level: symbol.level.rawValue, modules: symbol.width, bytes: object.count)
    if json {
      try Terminal.say(JSONLine.text(report))
    } else if folder == nil {
      Terminal.warn(report.description)
    } else {
      Terminal.progress("\(position) codes")
    }
  }

  /// Six digits or more, so that names stand in the order of numbers.
  private static func name(of position: Int) -> String {
    let digits = String(position)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  private struct Report: Encodable, CustomStringConvertible {
    let input: String
    let line: Int?
    let code: Int?
    let file: String?
    let version: Int
    let level: String
    let modules: Int
    let bytes: Int

    var description: String {
      "\(file.map { "\($0): " } ?? "")QR version \(version)-\(level), \(modules) × \(modules) modules, \(bytes) bytes"
    }
  }
}

extension QRSymbol.Level: ExpressibleByArgument {}
