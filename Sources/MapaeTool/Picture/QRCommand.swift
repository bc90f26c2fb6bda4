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

      A trust bundle or a list that is too large for one code, or --poster, becomes several codes with numbers, a page of \
      A4 for each twelve. Print each page so that it fills its sheet. `mapae trust load` reads pictures of them, whole \
      pages or single codes, in any order.

      An INPUT is a text (MP1:…), a file with the bytes of one object, a file of texts, one a line, or - for standard \
      input. Lines of `mapae issue --json` are texts too.

      EXAMPLES
        mapae qr pass.txt                          in the terminal
        mapae qr pass.txt --out pass.png           a picture; .svg works too
        mapae qr bundle.mapae --out poster.svg     a trust list for a poster, or
                                                   poster-1.svg and so on
        mapae qr passes.txt --folder codes         000001.png and so on, one a pass
        mapae qr bundle.mapae --folder codes       000001-001.png, one a part

      EXIT CODES
        0   all are drawn
        1   one could not be read, drawn or written; the others are drawn
        64  the command was written wrongly, or there was no input
      """)

  @Argument(help: ArgumentHelp("Texts, files, or - for standard input.", valueName: "input"))
  var inputs: [String]

  @Option(help: ArgumentHelp("A new file for the one object: .png or .svg.", valueName: "file"))
  var out: String?

  @Option(help: ArgumentHelp("A folder for 000001.png and so on, in the inputs' order.", valueName: "folder"))
  var folder: String?

  @Option(help: "How much damage a code bears: M some 15 %, Q some 25 % of it.")
  var level: QRSymbol.Level = .m

  @Option(help: "Pixels along an edge of a module, 2 to 30.")
  var scale = 8

  @Flag(help: "Split a bundle or a list of more than 634 bytes over several codes even where one could hold it.")
  var poster = false

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
    let inputs = Inputs(inputs, greatestObjectSize: Poster.greatestSize)
    guard out != nil else { return inputs }
    let given = Array(inputs.prefix(2))
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
    let codes = try ObjectCodes(of: object, level: level, isSplit: poster)
    let report = Report(origin, codes, byteCount: object.count)
    if codes.isPoster { return try draw(codes, report, position) }
    let symbol = codes.symbols[0]
    let file = out ?? folder.map { "\($0)/\(QRCommand.name(of: position)).png" }
    if let file {
      try symbol.write(to: file, scale: scale)
    } else if !json {
      try Terminal.say(symbol.terminalText(), terminator: "")
    }
    try say(report.written(to: file), position)
  }

  /// A poster: its pages, or with --folder its codes one by one.
  private func draw(_ codes: ObjectCodes, _ report: Report, _ position: Int) throws {
    if let folder {
      for (index, symbol) in codes.symbols.enumerated() {
        let file = "\(folder)/\(QRCommand.name(of: position))-\(QRCommand.name(of: index + 1, digits: 3)).png"
        try symbol.write(to: file, scale: scale)
        try say(report.written(to: file, parts: index + 1...index + 1), position)
      }
    } else if let out {
      let pages = codes.pages
      for (index, parts) in pages.enumerated() {
        let file = pages.count == 1 ? out : "\(out.dropLast(4))-\(index + 1)\(out.suffix(4))"
        try codes.page(parts).write(to: file, scale: scale)
        try say(report.written(to: file, parts: parts), position)
      }
    } else if json {
      try say(report.written(to: nil, parts: 1...codes.symbols.count), position)
    } else {
      throw ToolFailure(
        "this becomes a poster of \(codes.symbols.count) codes, too many for a terminal",
        remedy: "Draw a page with --out, or one picture a code with --folder.")
    }
  }

  private func say(_ report: Report, _ position: Int) throws {
    if json {
      try Terminal.say(JSONLine.text(report))
    } else if folder == nil {
      Terminal.warn(report.description)
    } else {
      Terminal.progress("\(position) codes")
    }
  }

  /// So many digits or more, so that names stand in the order of numbers.
  private static func name(of position: Int, digits: Int = 6) -> String {
    let name = String(position)
    return String(repeating: "0", count: max(0, digits - name.count)) + name
  }

  private struct Report: Encodable, CustomStringConvertible {
    let input: String
    let line: Int?
    let code: Int?
    var file: String?
    let version: Int
    let level: String
    let modules: Int
    let bytes: Int
    /// Of a poster: how many parts it has, and which of them the file shows.
    private var parts: Int?
    private var firstPart: Int?
    private var lastPart: Int?

    init(_ origin: Input.Origin, _ codes: ObjectCodes, byteCount: Int) {
      (input, line, code) = (origin.source, origin.line, origin.code)
      let symbol = codes.symbols[0]
      (version, level, modules) = (symbol.version, symbol.level.rawValue, symbol.width)
      bytes = byteCount
      parts = codes.isPoster ? codes.symbols.count : nil
    }

    func written(to file: String?, parts: ClosedRange<Int>? = nil) -> Report {
      var report = self
      (report.file, report.firstPart, report.lastPart) = (file, parts?.lowerBound, parts?.upperBound)
      return report
    }

    var description: String {
      let place = file.map { "\($0): " } ?? ""
      var shown = ""
      if let parts, let firstPart, let lastPart { shown = "parts \(firstPart) to \(lastPart) of \(parts), " }
      return "\(place)\(shown)QR version \(version)-\(level), \(modules) × \(modules) modules, \(bytes) bytes"
    }
  }
}

extension QRSymbol.Level: ExpressibleByArgument {}
